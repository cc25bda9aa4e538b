/** Arrays as NumPy prints them, so that a sample reads like a session in Python. */

const isList = (value: unknown): value is unknown[] => Array.isArray(value);

function leaf(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number")
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  return String(value);
}

function widest(value: unknown): number {
  return isList(value) ? Math.max(0, ...value.map(widest)) : leaf(value).length;
}

function print(value: unknown, width: number, indent: string): string {
  if (!isList(value)) return leaf(value).padStart(width);
  const inner = `${indent} `;
  const parts = value.map((part) => print(part, width, inner));
  return `[${parts.join(value.some(isList) ? `,\n${inner}` : ", ")}]`;
}

/** `name = [[1, 2],\n        [3, 4]]`, columns aligned. */
export function printArray(name: string, value: unknown): string {
  const head = `${name} = `;
  return head + print(value, isList(value) ? widest(value) : 0, " ".repeat(head.length));
}

/** The outputs of a sample: one array, or several as a tuple. */
export function printOutputs(expected: unknown): string {
  if (expected !== null && typeof expected === "object" && !isList(expected)) {
    return Object.entries(expected)
      .map(([name, value]) => printArray(name, value))
      .join("\n");
  }
  return print(expected, isList(expected) ? widest(expected) : 0, "");
}
