// Starts the demo (unless TRIVSEL_URL says where one runs), runs the browser tests against it one file at a time, and
// ends with one line `N passed, N failed`. Arguments choose files: `node run.mjs journeys/manager.test.mjs`.
//
// TRIVSEL_BIN  the program to test        TRIVSEL_URL  a demo that runs already
// SHOTS        folder for pictures        CHROMIUM     the browser, /usr/bin/chromium unless told otherwise
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FOLDERS = ["harness", "journeys", "pages"];
const START_LIMIT_MS = 180_000; // the debug build fills the demo organisation in about a minute on a busy machine
const FILE_LIMIT_MS = 1_500_000;

function testFiles(chosen) {
  if (chosen.length) return chosen.map((file) => path.resolve(file));
  return FOLDERS.filter((folder) => existsSync(path.join(HERE, folder))).flatMap((folder) =>
    readdirSync(path.join(HERE, folder))
      .filter((file) => file.endsWith(".test.mjs"))
      .sort()
      .map((file) => path.join(HERE, folder, file)),
  );
}

/** Starts the program's demo on a free port and waits for the line that names its address. */
function startDemo(binary, folder) {
  // Its own group, so that nothing it starts outlives the tests.
  const demo = spawn(binary, ["demo", "--port", "0"], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const address = new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new Error(`the demo named no address in ${START_LIMIT_MS / 1000} s:\n${said}`)),
      START_LIMIT_MS,
    );
    const listen = (chunk) => {
      said = (said + chunk).slice(-20_000);
      const found = said.match(/http:\/\/127\.0\.0\.1:(\d+)/);
      if (found) {
        clearTimeout(limit);
        resolve(found[0]);
      }
    };
    demo.stdout.on("data", listen);
    demo.stderr.on("data", listen);
    demo.on("error", (error) => reject(new Error(`${binary} could not be started: ${error.message}`)));
    demo.on("exit", (code, signal) => {
      clearTimeout(limit);
      reject(new Error(`the demo stopped by itself (${code ?? signal}):\n${said}`));
    });
  });
  return { demo, address, said: () => said };
}

/** Asks the demo to stop and tells whether it did so by itself: a graceful stop is part of what is tested. */
function stopDemo(demo) {
  if (demo.exitCode !== null || demo.signalCode !== null) return Promise.resolve(false);
  return new Promise((resolve) => {
    const force = setTimeout(() => demo.kill("SIGKILL"), 15_000);
    demo.once("exit", (code) => {
      clearTimeout(force);
      resolve(code === 0);
    });
    demo.kill("SIGTERM");
  });
}

async function runFiles(files) {
  const count = { pass: 0, fail: 0, cancelled: 0 };
  const stream = run({ files, concurrency: 1, timeout: FILE_LIMIT_MS * files.length });
  stream.on("test:diagnostic", ({ nesting, message }) => {
    const [, name, number] = nesting === 0 ? (message.match(/^(pass|fail|cancelled) (\d+)$/) ?? []) : [];
    if (name) count[name] += Number(number);
  });
  await new Promise((resolve, reject) => {
    stream.compose(spec).on("error", reject).on("end", resolve).pipe(process.stdout, { end: false });
  });
  return { passed: count.pass, failed: count.fail + count.cancelled };
}

const folder = mkdtempSync(path.join(tmpdir(), "trivsel-browser-"));
let started;
let result = { passed: 0, failed: 1 };
const interrupted = () => {
  started?.demo.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
  process.exit(130);
};
process.on("SIGINT", interrupted);
process.on("SIGTERM", interrupted);
try {
  if (!process.env.TRIVSEL_URL) {
    if (!process.env.TRIVSEL_BIN) throw new Error("set TRIVSEL_BIN to the program, or TRIVSEL_URL to a demo that runs");
    started = startDemo(path.resolve(process.env.TRIVSEL_BIN), folder);
    process.env.TRIVSEL_URL = await started.address;
  }
  console.log(`testing ${process.env.TRIVSEL_URL}`);
  const alive = started?.demo;
  result = await runFiles(testFiles(process.argv.slice(2)));
  if (alive && !(await stopDemo(alive))) {
    console.error(`the demo did not stop gracefully:\n${started.said()}`);
    result.failed += 1;
  }
} catch (error) {
  console.error(`error: ${error.message}`);
  result.failed = Math.max(result.failed, 1);
} finally {
  if (started && started.demo.exitCode === null) started.demo.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
if (result.passed + result.failed === 0) {
  console.error("error: no test was run");
  result.failed = 1;
}
console.log(`${result.passed} passed, ${result.failed} failed`);
process.exit(result.failed ? 1 : 0);
