// A citizen reports pollution, follows the report with its code, and is answered by the bureau.
import assert from "node:assert/strict";
import { anEnterprise } from "../support/city.mjs";
import { journey } from "../support/journey.mjs";
import { photo } from "../support/photo.mjs";
import { signIn } from "../support/sign_in.mjs";

const DIGITS = /^\d{4} \d{4} \d{4} \d{4}$/;

/** What is reported: different each time, because each of these people saw something else. */
const seen = () => `夜里两点，厂后小门有黄水流到河里 ${Math.random()}`;

/** The form filled in with the least that is needed. */
async function fillIn({ page }, text) {
  await page.getByLabel(/您看到、闻到或听到了什么/).fill(text);
  await page.getByLabel("地址，或附近的标志").fill("渡口桥下游五十米");
}

/** The code on the receipt. */
async function codeOn({ page }) {
  const code = (await page.locator(".reference").innerText()).trim().replaceAll(/\s+/g, " ");
  assert.match(code, DIGITS);
  return code;
}

/** Ticks that the code is kept, and goes on. */
async function goOn(visitor) {
  await visitor.page.getByLabel("我已经记下查询码").check();
  await visitor.follow(visitor.page.getByRole("button", { name: "去看进展" }));
}

journey("a citizen reports with a photo and is answered", async (visitor) => {
  const { page } = visitor;
  const { credit_code, name } = await anEnterprise();
  const text = seen();
  await visitor.go(`/enterprises/${credit_code}`);
  await visitor.follow(page.getByRole("main").locator(`a[href="/tip?enterprise=${credit_code}"]`));
  assert.ok(await page.getByLabel(name).isChecked(), "the enterprise that one came from is chosen");
  for (const number of ["12345"]) {
    assert.ok(await page.locator(`a[href="tel:${number}"]`).isVisible(), `${number} is in sight`);
  }
  await page.getByLabel(/您看到、闻到或听到了什么/).fill(text);
  await page.getByLabel(/^照片/).setInputFiles([await photo(visitor.context, "IMG_1.jpg", "yellow water")]);
  await visitor.follow(page.getByRole("button", { name: "提交举报" }));
  const code = await codeOn(visitor);
  assert.ok(!page.url().includes(code.slice(0, 4)), "the code is not in the address");
  assert.deepEqual(await visitor.context.cookies(), [], "no cookie is set");
  await goOn(visitor);
  const number = (await visitor.title()).replace("举报 ", "");

  const desk = await visitor.another();
  await signIn(desk, "intake", `/bureau/tips?number=${number}`);
  await desk.follow(desk.page.getByRole("link", { name: number }));
  assert.ok(await desk.page.getByText(text).isVisible());
  const shown = desk.page.getByRole("img", { name: "第 1 张照片" });
  assert.ok(await shown.evaluate((image) => image.complete && image.naturalWidth > 0), "the photo is shown");
  await desk.follow(desk.page.getByRole("button", { name: "受理", exact: true }));
  await desk.page.getByLabel("向举报人提问，或告知进展").fill("请问是哪一天？");
  await desk.follow(desk.page.getByRole("button", { name: "发给举报人" }));

  await visitor.go("/tip/follow");
  await page.getByLabel("查询码").fill(code.replaceAll(" ", "-"));
  await visitor.follow(page.getByRole("button", { name: "查看" }));
  assert.match(await page.getByRole("main").innerText(), /已受理[\s\S]*请问是哪一天？/);
  await page.getByLabel("补充情况，或回复办理人员").fill("上周六晚上");
  await visitor.follow(page.getByRole("button", { name: "发送" }));
  await page.reload();
  assert.equal(await page.getByText("上周六晚上").count(), 1, "a reload writes nothing again");

  await desk.page.reload();
  assert.ok(await desk.page.getByText("上周六晚上").isVisible());
  await desk.page.getByLabel("办理结果").fill("已对该厂立案查处。");
  await desk.follow(desk.page.getByRole("button", { name: "答复并办结" }));
  await desk.leave();
  await visitor.follow(page.getByRole("button", { name: "看看有没有新消息" }));
  assert.match(await page.getByRole("main").innerText(), /已经答复[\s\S]*已对该厂立案查处。/);
});

journey("a form that is not complete gives everything back", async (visitor) => {
  const { page } = visitor;
  await visitor.go("/tip");
  await page.getByLabel(/什么时候/).fill("昨晚十一点");
  await page.getByLabel(/^照片/).setInputFiles([await photo(visitor.context, "IMG_7.jpg", "smoke")]);
  await visitor.refused(page.getByRole("button", { name: "提交举报" }));
  assert.equal(await page.getByLabel(/什么时候/).inputValue(), "昨晚十一点");
  assert.ok(await page.getByLabel("去掉 IMG_7.jpg").isVisible(), "the photo need not be chosen again");
  await page.getByRole("alert").getByRole("link").first().click();
  await page.waitForURL(/#f-text$/);
  await fillIn(visitor, seen());
  await visitor.follow(page.getByRole("button", { name: "提交举报" }));
  const code = await codeOn(visitor);
  await page.reload();
  assert.equal(await codeOn(visitor), code, "a reload shows the same receipt");
  await goOn(visitor);
  assert.match(await page.getByRole("main").innerText(), /照片\s+1 张/);
});

journey("an enterprise is found without leaving the form", async (visitor) => {
  const { page } = visitor;
  const { name } = await anEnterprise();
  await visitor.go("/tip");
  await fillIn(visitor, seen());
  await page.getByLabel("哪一家企业").fill(name.slice(2, 6));
  await visitor.follow(page.getByRole("button", { name: "查找企业" }));
  await page.getByLabel(name).check();
  await visitor.follow(page.getByRole("button", { name: "提交举报" }));
  await goOn(visitor);
  assert.ok(await page.getByText(name).isVisible(), "it is about the enterprise that was chosen");
});

journey("a report in English, in larger type", async (visitor) => {
  const { page } = visitor;
  await visitor.go("/tip?lang=en&mode=elder");
  assert.equal(await visitor.title(), "Report pollution");
  await visitor.refused(page.getByRole("button", { name: "Send the report" }));
  assert.match(await page.getByRole("alert").innerText(), /There are 2 problems in this form/);
  await page.getByLabel(/What did you see, smell or hear/).fill(`black smoke ${Math.random()}`);
  await page.getByLabel("Address, or something nearby").fill("the bridge at the ferry");
  await visitor.follow(page.getByRole("button", { name: "Send the report" }));
  await codeOn(visitor);
  await page.getByLabel("I have made a note of the code").check();
  await visitor.follow(page.getByRole("button", { name: "Go on to my report" }));
  assert.match(await page.getByRole("main").innerText(), /Received and waiting to be accepted/);
  assert.equal(await page.locator("html").getAttribute("data-mode"), "elder");
});

journey("a wrong code is answered in one sentence", async (visitor) => {
  const { page } = visitor;
  await visitor.go("/tip/follow");
  await page.getByLabel("查询码").fill("1234 5678 9012 3456");
  await visitor.refused(page.getByRole("button", { name: "查看" }));
  assert.match(await page.getByRole("alert").innerText(), /没有这个查询码/);
});

journey("the custodian opens an identity with a reason", async (visitor) => {
  const { page } = visitor;
  await visitor.go("/tip");
  await fillIn(visitor, seen());
  await page.getByLabel(/^联系方式/).fill("13800000000");
  await visitor.follow(page.getByRole("button", { name: "提交举报" }));
  await goOn(visitor);
  const number = (await visitor.title()).replace("举报 ", "");

  const custodian = await visitor.another();
  await signIn(custodian, "custodian", "/bureau/tips");
  await custodian.follow(custodian.page.getByRole("link", { name: number }));
  await custodian.page.getByLabel("理由").fill("核查需要举报人到场，经分管负责人批准");
  await custodian.follow(custodian.page.getByRole("button", { name: "查看举报人信息" }));
  assert.ok(await custodian.page.getByText("13800000000").isVisible());
  await custodian.leave();
  await visitor.follow(page.getByRole("button", { name: "看看有没有新消息" }));
  assert.match(await page.getByRole("main").innerText(), /被查看过 1 次/);
});
