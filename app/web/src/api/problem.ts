/** An error as the service tells it (RFC 9457). `status` is 0 when the service could not be reached at all. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
}

export type Result<T> = { ok: true; data: T } | { ok: false; problem: Problem };

interface Answered<T> {
  data?: T | undefined;
  error?: unknown;
  response: Response;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Read an error's answer, whatever it holds. */
export function problemOf(body: unknown, response: Response): Problem {
  const said = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  return {
    type: text(said.type),
    title: text(said.title) || `The service answered ${response.status}.`,
    status: response.status,
    detail: text(said.detail) || "Try again in a moment. If it stays so, tell who runs this service.",
  };
}

/** Turn a call of the typed client into a value: an answer, or a problem that can be shown. */
export async function ask<T>(call: Promise<Answered<T>>): Promise<Result<T>> {
  let answered: Answered<T>;
  try {
    answered = await call;
  } catch {
    // fetch() throws for everything from a pulled cable to a server that is starting again.
    const detail = "The service cannot be reached. Check your connection; this page keeps trying.";
    return { ok: false, problem: { type: "", title: "No connection", status: 0, detail } };
  }
  if (!answered.response.ok) return { ok: false, problem: problemOf(answered.error, answered.response) };
  return { ok: true, data: answered.data as T };
}

/** Whether the same request may succeed a little later without anybody changing anything. */
export const passesByItself = (problem: Problem): boolean =>
  problem.status === 0 || problem.status === 429 || problem.status >= 500;
