/** What one person is told of an alert: no word of it says who the patient is. */
export type AlertMessage = {
  /** The same however often it is sent: whoever receives it twice can tell. */
  readonly id: string;
  readonly recipient: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly severity: string;
  readonly level: number;
  readonly siteId: string;
  readonly journeyId: string;
  readonly alertId: string;
  readonly raisedAt: string;
};

/** A way to somebody on call; rejects when it is not sure that the message was taken. */
export type AlertChannel = (message: AlertMessage) => Promise<void>;
