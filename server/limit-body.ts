import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

type BodyLimit = { readonly maxSize: number; readonly onError: (context: Context) => Response };

/**
 * As `hono/body-limit`, which makes a web stream of the body even when it only looks at the length that is stated. For
 * a small request that costs more than all the rest. Node reads no more of a body than was stated.
 */
export function limitBody({ maxSize, onError }: BodyLimit): MiddlewareHandler {
  const limitWhatComes = bodyLimit({ maxSize, onError });
  return async (context, next) => {
    const stated = context.req.header('content-length');
    const isStated = stated !== undefined && context.req.header('transfer-encoding') === undefined;
    if (!isStated) return limitWhatComes(context, next);
    if (Number(stated) > maxSize) return onError(context);
    await next();
  };
}
