import type { News } from "./outbox";

/** What tabs of this browser that show the same attempt tell each other. */
export class Tabs {
  private readonly channel: BroadcastChannel | undefined;

  constructor(attemptId: string, hear: (news: News) => void) {
    // Without it two tabs still agree through the server, only later.
    if (!("BroadcastChannel" in window)) return;
    this.channel = new BroadcastChannel(`bn-assess/${attemptId}`);
    this.channel.onmessage = (event: MessageEvent<News>) => hear(event.data);
  }

  tell(news: News): void {
    this.channel?.postMessage(news);
  }

  close(): void {
    this.channel?.close();
  }
}
