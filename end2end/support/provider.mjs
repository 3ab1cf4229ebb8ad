// A provider of identities that others have written (oidc-provider), for the journeys that sign in by it.
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeTheEnd } from "./ending.mjs";

const CLIENT = "mingjian";
const SECRET = "the portal's secret, with: signs+that/are=encoded";
/** Where the provider sends people back to, under the portal's address. */
const BACK = "/sign-in/unified/back";

/**
 * Starts one for the portal at `portal` and answers `{ issuer, flags, stop }`, with the portal's flags. Whoever signs in there
 * is who they say; a login that begins with a credit code acts for that enterprise.
 */
export async function provide(portal) {
  const { default: Provider } = await import("oidc-provider");
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, settings(portal));
  server.on("request", provider.callback());
  const folder = await mkdtemp(join(tmpdir(), "mingjian-provider-"));
  const secret = join(folder, "client.secret");
  await writeFile(secret, `${SECRET}\n`);
  await chmod(secret, 0o600);
  const flags = [
    ...["--public-url", portal, "--oidc-issuer", issuer, "--oidc-client-id", CLIENT, "--oidc-client-secret", secret],
    ...["--oidc-scopes", "org", "--oidc-credit-code", "uscc"],
  ];
  const stop = beforeTheEnd(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { issuer, flags, stop };
}

function settings(portal) {
  const client = {
    client_id: CLIENT,
    client_secret: SECRET,
    redirect_uris: [`${portal}${BACK}`],
    grant_types: ["authorization_code"],
    response_types: ["code"],
  };
  return {
    clients: [client],
    scopes: ["openid", "org"],
    claims: { openid: ["sub"], org: ["uscc"] },
    // What a scope asks for stands in the token, and not only where it would have to be fetched.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ["of no worth beyond this run"] },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...enterprise(accountId) }) }),
    // Nobody is asked whether the portal may know who they are.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: CLIENT, accountId: oidc.session.accountId });
      grant.addOIDCScope("openid org");
      await grant.save();
      return grant;
    },
  };
}

function enterprise(login) {
  const [code] = login.split("-");
  return code.length === 18 ? { uscc: code } : {};
}
