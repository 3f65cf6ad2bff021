/** What a shipment brought, as its logger says; `arrivedAt` in epoch milliseconds of journey time. */
export type Arrival = {
  readonly shipmentId: string;
  readonly arrivedAt: number;
  readonly minCelsius: number;
  readonly maxCelsius: number;
  readonly hasExcursion: boolean;
};
