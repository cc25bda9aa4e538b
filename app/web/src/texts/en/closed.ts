/** Words for those who cannot go on. */
import { moment } from "./shared";

export const closed = {
  expired: "This invitation has expired",
  expiredDetail: (iso: string) =>
    `It could be started until ${moment(iso)}. Ask who invited you for a new link.`,
  noInvitation: "Open your invitation link",
  noInvitationDetail:
    "This page needs the link from your invitation. If you came by that link, it is not known or was withdrawn: ask who sent it for a new link.",
  away: "The service cannot be reached",
  awayDetail: "Your work is safe. This page keeps trying, and goes on by itself.",
};
