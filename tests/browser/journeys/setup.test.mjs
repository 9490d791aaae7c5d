// The first hour of an empty installation, from the link in the server's terminal to the first initiative, with and without scripts.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { follow, isSound, launch, open, press, said } from "../lib.mjs";

const PASSWORD = "kastanje vejr trappe uld";
const skip = process.env.TRIVSEL_BIN ? false : "needs TRIVSEL_BIN: it starts a program of its own";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** An installation on an empty database, and the link it prints. */
async function serve() {
  const folder = mkdtempSync(path.join(tmpdir(), "trivsel-empty-"));
  const environment = { ...process.env, DATABASE_URL: `sqlite:${folder}/empty.db`, TRIVSEL_STATE_DIR: `${folder}/state` };
  const program = spawn(path.resolve(process.env.TRIVSEL_BIN), ["serve", "--address", "127.0.0.1:0"], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let printed = "";
  const link = await new Promise((resolve, reject) => {
    program.stdout.on("data", (chunk) => {
      printed += chunk;
      const found = printed.match(/http:\/\/127\.0\.0\.1:\d+\/setup\/\S+/);
      if (found) resolve(found[0]);
    });
    program.on("exit", () => reject(new Error(`the program ended: ${printed}`)));
  });
  const end = () => {
    program.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  return { link, end };
}

for (const javaScript of [true, false]) {
  test(`from the setup link to the first initiative, ${javaScript ? "with" : "without"} scripts`, { skip }, async () => {
    const { link, end } = await serve();
    try {
      const page = await open(browser, { javaScript, from: link });
      // Every press of a button and every link that is followed, as whoever does it would count.
      let clicks = 0;
      const click = async (how, name) => {
        clicks += 1;
        await how(page, name);
      };
      await page.goto(link);
      if (javaScript) await isSound(page);
      await page.getByLabel("Arbejdspladsens navn").fill("Havnegården");
      await page.getByLabel("Dit navn").fill("Samira Haddad");
      await page.getByLabel("Din mailadresse").fill("samira@havnegaarden.example");
      await page.getByLabel("Adgangskode", { exact: true }).fill(PASSWORD);
      await page.getByLabel("Adgangskoden igen").fill(PASSWORD);
      await click(press, "Begynd");
      assert.equal(new URL(page.url()).pathname, "/start/organisation");
      if (javaScript) await isSound(page);
      await click(press, "Vi er én enhed");
      assert.match(await said(page), /Enheden er oprettet/);
      assert.match(await page.locator("main").innerText(), /I er én enhed\. Det er nok\./);
      if (javaScript) await isSound(page);
      await click(press, /^Vi venter\s*: Udvalg/);
      await click(follow, "Skriv den første indsats");
      await page.locator('[name="title"]').fill("Ro i morgenen");
      const needed = page.locator("main select[name=unit]");
      if (await needed.count()) await needed.selectOption({ index: 1 });
      await page.locator("input[name=iglo_level]").first().check();
      await page.locator("main form button[type=submit]").first().click();
      clicks += 1;
      await page.waitForURL(/\/initiatives\/[0-9a-f-]{36}/);
      assert.match(await page.locator("h1").innerText(), /Ro i morgenen/);
      assert.ok(clicks <= 40, `${clicks} clicks`);
      assert.deepEqual(page.faults, []);
    } finally {
      end();
    }
  });
}
