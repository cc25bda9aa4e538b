import { type Problem, passesByItself } from "../api/problem";
import type { Invitation } from "../api/types";
import { closed } from "../texts/en/closed";

interface MessageProps {
  title: string;
  detail: string;
  busy?: boolean;
}

function Message({ title, detail, busy = false }: MessageProps) {
  return (
    <main class="page narrow" aria-busy={busy}>
      <section class="card" role="alert">
        <h1>{title}</h1>
        <p>{detail}</p>
      </section>
    </main>
  );
}

interface Props {
  /** What stands in the way, or else the invitation that is past its last day. */
  problem: Problem | null;
  invitation?: Invitation;
}

/** Nothing to go on with: an expired invitation, none at all, a forged link, or no service. */
export default function Closed({ problem, invitation }: Props) {
  if (!problem)
    return <Message title={closed.expired} detail={closed.expiredDetail(invitation?.expires_at ?? "")} />;
  if (passesByItself(problem)) return <Message title={closed.away} detail={closed.awayDetail} busy />;
  if (problem.status === 401)
    return <Message title={closed.noInvitation} detail={closed.noInvitationDetail} />;
  return <Message title={problem.title} detail={problem.detail} />;
}
