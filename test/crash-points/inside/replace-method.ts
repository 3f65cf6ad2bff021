type Method = (...args: readonly unknown[]) => unknown;

/** A call that is under way: `call` makes it as it was meant. */
type CallUnderWay = {
  readonly on: object;
  readonly args: readonly unknown[];
  readonly call: () => unknown;
};

/** Lets `by` stand between the callers of a method and the method, of an object or of a prototype. */
export function replaceMethod(
  of: object,
  name: string,
  by: (underWay: CallUnderWay) => unknown,
): void {
  const methods = of as Record<string, Method>;
  const method = methods[name];
  if (method === undefined) throw new Error(`there is no method ${name} to watch`);
  methods[name] = function replaced(this: object, ...args) {
    return by({ on: this, args, call: () => method.apply(this, [...args]) });
  };
}
