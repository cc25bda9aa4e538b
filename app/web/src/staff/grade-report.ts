/** A submission's report as the grader writes it: the JSON of `bn-assess grade --json`. */
export interface GradeReport {
  verdict: string;
  score: number;
  message: string;
  output: string;
  checks: {
    id: string;
    group: string;
    severity: string;
    required: boolean;
    passed: boolean;
    detail: string;
  }[];
  diagnosis: {
    id: string;
    title: string;
    severity: string;
    equivalent: string[];
    explanation: string;
    probes_matched: number;
    probes_separating: number;
  }[];
  counterexample: {
    inputs: Record<string, unknown>;
    expected: unknown;
    got: unknown;
    detail: string;
    arrays: string;
  } | null;
  receipt: Record<string, unknown>;
  resources: Record<string, unknown>;
}
