/** Something that must be there is missing or broken; `remedy` is one sentence that says what to do. */
export class Failure extends Error {
  /** @param {string} message @param {string} remedy */
  constructor(message, remedy) {
    super(message);
    this.name = 'Failure';
    this.remedy = remedy;
  }
}
