import type { Submission } from "../../api/types";
import { Printed } from "../../design/printed";
import { printArray, printOutputs } from "../../editor/arrays";
import { coding as words } from "../../texts/en/coding";

/** Why a submission failed, where the assessment lets its candidate know. */
export function Explanation({ explanation }: { explanation: NonNullable<Submission["explanation"]> }) {
  const smallest = explanation.counterexample;
  return (
    <>
      {explanation.diagnosis.map((found) => (
        <div key={found.id} class="explained">
          <h4>{found.title}</h4>
          <p>{found.explanation}</p>
        </div>
      ))}
      {smallest && (
        <div class="explained">
          <h4>{words.counterexample}</h4>
          <p class="pre">
            {smallest.detail} <span class="soft">({smallest.arrays})</span>
          </p>
          <Shown label={words.inputs}>
            {Object.entries(smallest.inputs)
              .map(([name, value]) => printArray(name, value))
              .join("\n")}
          </Shown>
          <Shown label={words.expected}>{printOutputs(smallest.expected)}</Shown>
          <Shown label={words.got}>{printOutputs(smallest.got)}</Shown>
        </div>
      )}
    </>
  );
}

function Shown({ label, children }: { label: string; children: string }) {
  return (
    <>
      <p class="label">{label}</p>
      <Printed>{children}</Printed>
    </>
  );
}
