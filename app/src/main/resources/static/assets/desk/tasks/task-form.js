// A task for oneself or for another, with a time by which it is due.
import { html, nothing } from "lit";
import { colleagues } from "../colleagues.js";
import { Dialog } from "../element.js";
import { session } from "../session.js";
import { dateTime, plain, t, word } from "../texts.js";
import { assigneeName, assignees, change, give } from "./tasks-store.js";

const local = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
const tomorrow = () => {
  const date = new Date(Date.now() + 86400000);
  date.setHours(10, 0, 0, 0);
  return date;
};

class TaskForm extends Dialog {
  static properties = { customer: {}, task: { attribute: false }, stale: { state: true }, wrong: { state: true }, busy: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.watch(colleagues);
    colleagues.read(); // whoever began today is there too
    this.key = crypto.randomUUID(); // the same however often it is sent
  }

  #save = async (event) => {
    event.preventDefault();
    const { title, text, due, assignee } = event.target.elements;
    const told = { due: new Date(due.value).toISOString(), assignee: assignee.value };
    this.busy = true;
    this.wrong = undefined;
    try {
      const { position } = this.task
        ? await change(this.stale || this.task, told)
        : await give({ ...told, id: this.key, title: title.value, text: text.value || undefined, customer: this.customer });
      this.dispatchEvent(new CustomEvent("given", { detail: position }));
      this.close();
    } catch (refusal) {
      if (refusal.status === 412) this.stale = refusal.problem.current;
      else this.wrong = refusal.message || t("send.unanswered");
    }
    this.busy = false;
  };

  render() {
    const { task } = this;
    const mine = session.me.name;
    return this.frame(t(task ? "tasks.change" : "tasks.new"), html`<form @submit=${this.#save}>
      ${this.stale ? this.#meanwhile(this.stale) : nothing}
      ${task ? html`<p class="what">${plain(task.title)}</p>` : nothing}
      <div class="cells halves">
        ${task ? nothing : html`<div class="field wide"><label for="task-title">${word("field", "title")}</label><input id="task-title" name="title" required maxlength="200" data-first autocomplete="off"></div>`}
        <div class="field"><label for="task-due">${word("field", "due")}</label><input id="task-due" name="due" type="datetime-local" required ?data-first=${Boolean(task)} .value=${local(task ? new Date(task.due) : tomorrow())}></div>
        <div class="field"><label for="task-assignee">${word("field", "assignee")}</label><select id="task-assignee" name="assignee">${assignees(task).map((name) => html`<option value=${name} ?selected=${name === (task?.assignee || mine)}>${name === mine ? t("tasks.me", { name: assigneeName(name) }) : assigneeName(name)}</option>`)}</select></div>
        ${task ? nothing : html`<div class="field wide"><label for="task-text">${word("field", "details")}</label><textarea id="task-text" name="text" rows="2" maxlength="4000"></textarea></div>`}
      </div>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <p class="row"><button class="primary" ?disabled=${this.busy}>${t("save")}</button><button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button></p>
    </form>`);
  }

  /** What stands now, beside the fields with what we are about to say. */
  #meanwhile({ state, due, assignee }) {
    return html`<div class="compare" role="alert"><p><strong>${t("tasks.stale")}</strong></p>
      <p class="theirs">${[word("taskState", state), t("tasks.due", { when: dateTime(due) }), assigneeName(assignee)].join(" · ")}</p></div>`;
  }
}

customElements.define("annals-task-form", TaskForm);
