import { signal } from "@preact/signals";
import { api } from "../api/client";
import { ask, type Problem, type Result } from "../api/problem";
import type { Me } from "../api/types";

/** Who is signed in: undefined while nobody knows, null for nobody. */
export const me = signal<Me | null | undefined>(undefined);

/** Why nothing can be said yet: the service is away. */
export const away = signal<Problem | null>(null);

export async function findOut(): Promise<void> {
  const result = await ask(api.GET("/api/v1/me"));
  away.value = result.ok || result.problem.status === 401 ? null : result.problem;
  if (result.ok) me.value = result.data;
  else if (result.problem.status === 401) me.value = null;
}

export async function signIn(email: string, password: string): Promise<Problem | null> {
  const result = await ask(api.POST("/api/v1/session", { body: { email, password } }));
  if (!result.ok) return result.problem;
  me.value = result.data;
  return null;
}

export async function signOut(): Promise<void> {
  await ask(api.DELETE("/api/v1/session"));
  me.value = null;
}

/** Ask as staff: a sign-in that has run out leads back to signing in, and then to the same page. */
export async function askSignedIn<T>(call: Parameters<typeof ask<T>>[0]): Promise<Result<T>> {
  const result = await ask(call);
  if (!result.ok && result.problem.status === 401) me.value = null;
  return result;
}
