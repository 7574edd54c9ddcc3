// Asking the server. A refusal (RFC 9457) becomes an error with its field and reason.

/** Why something was not done. Status 0: nobody answered. */
export class Refusal extends Error {
  constructor(status, problem = {}) {
    super(problem.detail || problem.title || "");
    this.status = status;
    this.problem = problem;
    this.field = problem.field;
  }

  /** Whether the same may succeed later, or has already without our hearing of it. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

let onEnd = () => {};

/** Tells when the server says that nobody is logged in here any more. */
export const whenEnded = (listener) => {
  onEnd = listener;
};

export const ended = (problem) => onEnd(problem);

let prove = async () => false;

/** Says who asks for a password or a code once more; the answer is whether it was given. */
export const whenProofNeeded = (asker) => {
  prove = asker;
};

const query = (values = {}) => {
  const said = Object.entries(values).filter(([, value]) => value !== undefined && value !== "" && value !== null);
  return said.length ? `?${new URLSearchParams(said)}` : "";
};

const entityTag = (response) => Number((response.headers.get("etag") || "").replaceAll(/[^0-9]/g, "")) || 0;

/**
 * @param keepalive whether it is sent even if the page goes away at once
 * @param within how many milliseconds an answer may take, before it counts as none
 * @returns {Promise<{body: any, position: number, status: number}>} with the number in the entity tag
 */
export async function call(method, path, asked = {}) {
  const { values, body, version, signal, keepalive = false, within = 20000 } = asked;
  const headers = { "accept-language": document.documentElement.lang };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (version !== undefined) headers["if-match"] = `"${version}"`;
  const limit = AbortSignal.timeout(within);
  let response;
  try {
    response = await fetch(path + query(values), {
      method, headers, keepalive, body: body === undefined ? undefined : JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  } catch (e) {
    if (signal?.aborted) throw e;
    throw new Refusal(0);
  }
  const json = response.headers.get("content-type")?.includes("json");
  const answer = json ? await response.json().catch(() => ({})) : {};
  if (response.status === 401) ended(answer);
  if (answer.type === "urn:annals:problem:proof-needed" && (await prove())) return call(method, path, asked);
  if (!response.ok) throw new Refusal(response.status, answer);
  return { body: answer, position: entityTag(response), status: response.status };
}

export const get = (path, values, more) => call("GET", path, { values, ...more });
export const post = (path, body, more) => call("POST", path, { body, ...more });
export const put = (path, body, more) => call("PUT", path, { body, ...more });
export const patch = (path, body, version) => call("PATCH", path, { body, version });
export const remove = (path) => call("DELETE", path);
