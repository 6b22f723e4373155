import { readdirSync, writeFileSync } from "node:fs";

// A function for tests: it fetches events from the Runtime API and does what each event says.
const root = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const post = (path, body, headers = {}) => fetch(root + path, { method: "POST", body: JSON.stringify(body), headers });

if (process.env.INIT === "error") {
  await post("/init/error", { errorMessage: "a setting is missing", errorType: "SettingsException" });
  process.exit(1);
}

if (process.env.INIT === "die") {
  console.error("Unhandled exception. Something is wrong.");
  console.error("   at Function.Main()");
  process.exit(3);
}

while (true) {
  const next = await fetch(root + "/invocation/next");
  const id = next.headers.get("lambda-runtime-aws-request-id");
  const event = await next.json();
  switch (event.do) {
    case "throw":
      await post(`/invocation/${id}/error`, { errorMessage: "it went wrong", errorType: "TestException" });
      break;
    case "exit":
      process.exit(7);
      break;
    case "hang":
      await new Promise((done) => setTimeout(done, 600_000));
      break;
    case "meet":
      // Until another environment is here too.
      writeFileSync(`${process.pid}.here`, "");
      while (readdirSync(".").filter((name) => name.endsWith(".here")).length < 2) {
        await new Promise((done) => setTimeout(done, 20));
      }

      await post(`/invocation/${id}/response`, { pid: process.pid });
      break;
    case "large":
      const answer = await post(`/invocation/${id}/response`, "x".repeat(7 * 1024 * 1024));
      await post(`/invocation/${id}/error`, { errorMessage: `answered ${answer.status}`, errorType: "Large" });
      break;
    default:
      await post(`/invocation/${id}/response`, { event, headers: Object.fromEntries(next.headers), pid: process.pid });
  }
}
