import createClient from "openapi-fetch";
import type { paths } from "../../generated/schema";

/** The typed client; cookies of this site sign its requests. */
export const api = createClient<paths>({ baseUrl: location.origin, credentials: "same-origin" });
