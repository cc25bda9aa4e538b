import { Printed } from "../../design/printed";
import { printArray, printOutputs } from "../../editor/arrays";
import { coding as words } from "../../texts/en/coding";

interface Props {
  samples: Record<string, unknown>[];
  entryPoint: string;
}

/** The visible inputs, with what is expected of each. */
export function Samples({ samples, entryPoint }: Props) {
  if (samples.length === 0) return null;
  return (
    <section class="samples">
      <h2>{words.samples}</h2>
      {samples.map((sample, index) => (
        <details key={String(sample.id)} open={index === 0}>
          <summary>{words.sample(index + 1)}</summary>
          <Printed>{inPython(sample, entryPoint)}</Printed>
        </details>
      ))}
    </section>
  );
}

function inPython(sample: Record<string, unknown>, entryPoint: string): string {
  const inputs = Object.entries((sample.inputs ?? {}) as Record<string, unknown>);
  const call = `${entryPoint}(${inputs.map(([name]) => name).join(", ")})`;
  return [
    ...inputs.map(([name, value]) => printArray(name, value)),
    "",
    `>>> ${call}`,
    printOutputs(sample.expected),
  ].join("\n");
}
