import type * as en from "../en/closed";
import { moment } from "../en/shared";

export const closed: typeof en.closed = {
  expired: "Diese Einladung ist abgelaufen",
  expiredDetail: (iso) =>
    `Sie galt bis ${moment(iso)}. Bitten Sie die Person, die Sie eingeladen hat, um einen neuen Link.`,
  noInvitation: "Öffnen Sie Ihren Einladungslink",
  noInvitationDetail:
    "Diese Seite braucht den Link aus Ihrer Einladung. Wenn Sie darüber gekommen sind, ist er nicht bekannt oder wurde zurückgezogen: Bitten Sie die Person, die ihn geschickt hat, um einen neuen.",
  away: "Der Dienst ist nicht zu erreichen",
  awayDetail: "Ihre Arbeit ist sicher. Diese Seite versucht es weiter und macht dann von selbst weiter.",
};
