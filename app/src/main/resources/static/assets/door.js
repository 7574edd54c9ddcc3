// Asking the server. A refusal (RFC 9457) becomes an error with its field and reason.

export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `the server answered ${status}`);
    this.status = status;
    this.field = problem.field;
  }
}

async function answer(response) {
  const json = response.headers.get("content-type")?.includes("json");
  const body = json ? await response.json() : {};
  if (!response.ok) throw new Refusal(response.status, body);
  return { body, position: Number((response.headers.get("etag") || "").replaceAll(/[^0-9]/g, "")) || 0 };
}

export async function get(path, query = {}) {
  const said = Object.entries(query).filter(([, value]) => value !== undefined && value !== "" && value !== null);
  return answer(await fetch(`${path}?${new URLSearchParams(said)}`));
}

export async function post(path, body) {
  return answer(await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }));
}
