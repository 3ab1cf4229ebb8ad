// The portal that is visited.

export const origin = process.env.MINGJIAN_ORIGIN ?? "http://127.0.0.1:3000";

/** Where the provider of identities is by which people sign in; none where the portal has none. */
export const issuer = process.env.MINGJIAN_ISSUER ?? "";

/** Where data loggers connect. */
export const gateway = process.env.MINGJIAN_GATEWAY ?? "127.0.0.1:9212";
