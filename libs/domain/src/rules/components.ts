import type { Component } from './product-rules.js';

/** A container of one component and whether it was given, or stopped with a reason. */
export type ComponentContainer = { readonly component?: string; readonly isDone: boolean };

/** The component to be given now: the first in order of which a container is left; undefined when all are done. */
export function nextComponent(
  components: readonly Component[],
  containers: readonly ComponentContainer[],
): string | undefined {
  return components.find(({ id }) =>
    containers.some(({ component, isDone }) => component === id && !isDone),
  )?.id;
}

/** Components of which there are too few or too many containers; none when the product is one. */
export function componentFaults(
  components: readonly Component[],
  containers: readonly Pick<ComponentContainer, 'component'>[],
): readonly string[] {
  return components.flatMap(({ id, minimumContainers, maximumContainers }) => {
    const count = containers.filter(({ component }) => component === id).length;
    const isInOrder =
      count >= minimumContainers && count <= (maximumContainers ?? Number.POSITIVE_INFINITY);
    return isInOrder ? [] : [id];
  });
}
