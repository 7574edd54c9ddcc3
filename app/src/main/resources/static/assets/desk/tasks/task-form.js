// A task for oneself or for another, with a time by which it is due.
import { html, nothing } from "lit";
import { Dialog } from "../piece.js";
import { session } from "../session.js";
import { t, word } from "../texts.js";
import { change, colleagues, give } from "./tasks-store.js";

const local = (date) => new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
const tomorrow = () => {
  const date = new Date(Date.now() + 86400000);
  date.setHours(10, 0, 0, 0);
  return date;
};

class TaskForm extends Dialog {
  static properties = { customer: {}, task: { attribute: false }, people: { state: true }, wrong: { state: true } };

  connectedCallback() {
    super.connectedCallback();
    this.people = [];
    colleagues().then((people) => { this.people = people; });
  }

  #save = async (event) => {
    event.preventDefault();
    const { title, due, assignee } = event.target.elements;
    const told = { due: new Date(due.value).toISOString(), assignee: assignee.value };
    try {
      if (this.task) await change(this.task, told);
      else await give({ ...told, title: title.value, ...(this.customer && { customer: this.customer }) });
      this.dispatchEvent(new CustomEvent("given", { bubbles: true }));
      this.close();
    } catch (refusal) {
      this.wrong = refusal.message || t("send.unanswered");
    }
  };

  render() {
    const { task } = this;
    const mine = session.me.name;
    const names = [...new Set([mine, ...(task ? [task.assignee] : []), ...this.people.map(({ name }) => name)])].filter(Boolean);
    return this.frame(t(task ? "tasks.change" : "tasks.new"), html`<form @submit=${this.#save}>
      <div class="cells">
        <div class="field wide"><label for="task-title">${word("field", "title")}</label><input id="task-title" name="title" required maxlength="200" ?readonly=${Boolean(task)} .value=${task?.title || ""} data-first autocomplete="off"></div>
        <div class="field"><label for="task-due">${word("field", "due")}</label><input id="task-due" name="due" type="datetime-local" required .value=${local(task ? new Date(task.due) : tomorrow())}></div>
        <div class="field"><label for="task-assignee">${word("field", "assignee")}</label><select id="task-assignee" name="assignee">${names.map((name) => html`<option value=${name} ?selected=${name === (task?.assignee || mine)}>${name}</option>`)}</select></div>
      </div>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      <p class="row"><button class="primary">${t("save")}</button><button type="button" class="plain" @click=${() => this.close()}>${t("cancel")}</button></p>
    </form>`);
  }
}

customElements.define("annals-task-form", TaskForm);
