import type { Ref } from "preact";
import { useEffect } from "preact/hooks";
import type { Exam } from "./exam";
import { ItemPage } from "./item";
import { current, link } from "./place";

interface Props {
  exam: Exam;
  position: number;
  /** Set to the heading of the question at `position`. */
  heading: Ref<HTMLHeadingElement>;
}

/** All questions, one below the other. The current one is where the focus went last. */
export default function AllItems({ exam, position, heading }: Props) {
  useEffect(() => {
    if (position > 1) document.querySelector(`[data-position="${position}"]`)?.scrollIntoView();
  }, []);
  const enter = (entered: number) => {
    if (entered === position) return;
    history.replaceState(null, "", link(entered));
    current.value = entered;
  };
  return (
    <>
      {exam.items.map((item, index) => (
        <div key={item.id} class="one-of-all" data-position={index + 1} onFocusIn={() => enter(index + 1)}>
          <ItemPage
            exam={exam}
            item={item}
            position={index + 1}
            heading={index + 1 === position ? heading : null}
          />
        </div>
      ))}
    </>
  );
}
