import type { Blueprint } from "../api/types";
import { editor as words } from "../texts/en/staff-design";
import { Field } from "./choose";
import { movedUp, newDraw, newSection, type Section, withEntry } from "./design";
import { DrawEditor } from "./draw-editor";

interface Props {
  design: Blueprint;
  onChange: (design: Blueprint) => void;
}

/** The fields of a draft's design. */
export function DesignFields({ design, onChange }: Props) {
  const setSection = (at: number, section: Section | null) =>
    onChange({ ...design, sections: withEntry(design.sections, at, section) });
  return (
    <>
      <section class="card">
        <h2>{words.design}</h2>
        <Field id="design-title" label={words.title} hint={words.titleHint}>
          <input
            id="design-title"
            required
            maxLength={200}
            aria-describedby="design-title-hint"
            value={design.title}
            onInput={(event) => onChange({ ...design, title: event.currentTarget.value })}
          />
        </Field>
        <Field id="design-instructions" label={words.instructions} hint={words.instructionsHint}>
          <textarea
            id="design-instructions"
            class="short"
            maxLength={20000}
            aria-describedby="design-instructions-hint"
            value={design.instructions}
            onInput={(event) => onChange({ ...design, instructions: event.currentTarget.value })}
          />
        </Field>
        <Field id="design-minutes" label={words.minutes}>
          <input
            id="design-minutes"
            class="narrow"
            type="number"
            min={1}
            max={1440}
            required
            value={design.time_limit_s / 60}
            onInput={(event) =>
              onChange({ ...design, time_limit_s: Math.round(Number(event.currentTarget.value) * 60) })
            }
          />
        </Field>
      </section>
      {design.sections.map((section, at) => (
        <SectionFields
          // Sections have no name of their own: what stands in a place is edited in place.
          key={at}
          at={at}
          section={section}
          alone={design.sections.length === 1}
          onChange={(changed) => setSection(at, changed)}
          onUp={() => onChange({ ...design, sections: movedUp(design.sections, at) })}
        />
      ))}
      <p>
        <button
          type="button"
          onClick={() => onChange({ ...design, sections: [...design.sections, newSection()] })}
        >
          {words.addSection}
        </button>
      </p>
    </>
  );
}

interface SectionProps {
  at: number;
  section: Section;
  alone: boolean;
  onChange: (section: Section | null) => void;
  onUp: () => void;
}

function SectionFields({ at, section, alone, onChange, onUp }: SectionProps) {
  const id = `section-${at}`;
  const title = words.section(at + 1);
  return (
    <section class="card" aria-labelledby={`${id}-head`}>
      <div class="section-head tight">
        <h2 id={`${id}-head`}>{title}</h2>
        <span class="buttons tight">
          {at > 0 && (
            <button type="button" class="quiet" aria-label={words.up(title)} onClick={onUp}>
              ↑
            </button>
          )}
          {!alone && (
            <button
              type="button"
              class="quiet"
              aria-label={words.remove(title)}
              onClick={() => onChange(null)}
            >
              ✕
            </button>
          )}
        </span>
      </div>
      <Field id={`${id}-title`} label={words.sectionTitle}>
        <input
          id={`${id}-title`}
          required
          maxLength={200}
          value={section.title}
          onInput={(event) => onChange({ ...section, title: event.currentTarget.value })}
        />
      </Field>
      <Field id={`${id}-instructions`} label={words.sectionInstructions}>
        <textarea
          id={`${id}-instructions`}
          class="short"
          maxLength={20000}
          value={section.instructions ?? ""}
          onInput={(event) => onChange({ ...section, instructions: event.currentTarget.value })}
        />
      </Field>
      {section.draws.map((draw, place) => (
        <DrawEditor
          key={place}
          id={`${id}-draw-${place}`}
          place={place + 1}
          draw={draw}
          onChange={(changed) => onChange({ ...section, draws: withEntry(section.draws, place, changed) })}
        />
      ))}
      <button type="button" onClick={() => onChange({ ...section, draws: [...section.draws, newDraw()] })}>
        {words.addDraw}
      </button>
    </section>
  );
}
