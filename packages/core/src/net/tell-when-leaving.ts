import type { Dispatcher } from "undici";

/**
 * An agent, for one request: `leaves` is called once there is a connection, right before the request is written to it.
 */
export function tellWhenLeaving(agent: Dispatcher, leaves: () => void): Dispatcher {
  return agent.compose(
    (dispatch) => (options, handler) =>
      dispatch(options, {
        onRequestStart(controller, context) {
          leaves();
          handler.onRequestStart?.(controller, context);
        },
        onResponseStart: (...facts) => handler.onResponseStart?.(...facts),
        onResponseData: (...facts) => handler.onResponseData?.(...facts),
        onResponseEnd: (...facts) => handler.onResponseEnd?.(...facts),
        onResponseError: (...facts) => handler.onResponseError?.(...facts),
      }),
  );
}
