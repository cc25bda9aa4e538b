import { AssessmentFrame } from "./assessment-page";
import { InviteForm } from "./invite";

/** Who is invited to an assessment. */
export function InvitationsPage({ id }: { id: string }) {
  return (
    <AssessmentFrame id={id} here="invitations">
      {(assessment) => <InviteForm assessment={assessment} />}
    </AssessmentFrame>
  );
}
