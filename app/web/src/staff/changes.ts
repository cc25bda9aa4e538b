/** What staff do to an assessment, as calls. */
import { api } from "../api/client";
import type { Result } from "../api/problem";
import type { Assessment, AssessmentChange } from "../api/types";
import { askSignedIn } from "./session";

export type Act = "publish" | "close" | "archive" | "restore" | "versions" | "duplicate";

/** Change what `change` names and nothing else. */
export function changeAssessment(id: string, change: Partial<AssessmentChange>): Promise<Result<Assessment>> {
  const params = { path: { assessment_id: id } };
  // Every field may be left out; those with a default are not so in the generated type.
  const body = change as AssessmentChange;
  return askSignedIn(api.PATCH("/api/v1/assessments/{assessment_id}", { params, body }));
}

/** Do `act`; the answer is the assessment, or the new draft that was made of it. */
export function actOn(id: string, act: Act): Promise<Result<Assessment>> {
  const params = { path: { assessment_id: id } };
  const calls = {
    publish: () => api.POST("/api/v1/assessments/{assessment_id}/publish", { params }),
    close: () => api.POST("/api/v1/assessments/{assessment_id}/close", { params }),
    archive: () => api.POST("/api/v1/assessments/{assessment_id}/archive", { params }),
    restore: () => api.POST("/api/v1/assessments/{assessment_id}/restore", { params }),
    versions: () => api.POST("/api/v1/assessments/{assessment_id}/versions", { params }),
    duplicate: () => api.POST("/api/v1/assessments/{assessment_id}/duplicate", { params }),
  };
  return askSignedIn<Assessment>(calls[act]());
}
