import { computed, type Signal, signal } from "@preact/signals";

/**
 * The server's clock, counted on by the page's own.
 *
 * `performance.now()` runs on when somebody sets the computer's clock; it may stand still while the computer
 * sleeps, so the page asks the server again when it wakes.
 */
export class Clock {
  private readonly tick = signal(performance.now());
  private readonly closesAt: Signal<number> = signal(0);
  private serverMinusPage = 0;
  private readonly timer = setInterval(() => {
    this.tick.value = performance.now();
  }, 250);

  /** Whole seconds left, never negative. */
  readonly left = computed(() => this.leftUntil(this.closesAt.value));

  /** The same until another instant, in milliseconds since 1970. */
  leftUntil(instant: number): number {
    return Math.max(0, Math.ceil((instant - this.tick.value - this.serverMinusPage) / 1000));
  }

  /** Take the server's word. The answer's way back makes the page's clock late by that much, not early. */
  sync(serverTime: string, closesAt: string): void {
    this.serverMinusPage = Date.parse(serverTime) - performance.now();
    this.closesAt.value = Date.parse(closesAt);
    this.tick.value = performance.now();
  }

  stop(): void {
    clearInterval(this.timer);
  }
}

/** `65` -> `1:05`, `3905` -> `1:05:05`. */
export function clockText(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
