import { err, ok, type Result } from '#core/result.ts';
import { bytesToHex, hexToBytes, type Bytes } from '#vault/public/bytes.ts';
import { systemRandomBytes } from '#vault/random-bytes.ts';
import { PRF_SALT_LENGTH, type Slot, type SlotLock } from '#vault/slot.ts';
import type { PasskeyName, VaultError } from './vault-types.ts';

/**
 * A passkey locks by its PRF extension (https://www.w3.org/TR/webauthn-3/#prf-extension): a secret that only the
 * authenticator can work out, from a salt that may be known. The results are never serialised, and the user handle is
 * chance: https://www.w3.org/TR/webauthn-3/#sctn-user-handle-privacy.
 */
export type PasskeyLock = SlotLock & { readonly type: 'passkey' };
export type PasskeySecret = { readonly lock: PasskeyLock; readonly secret: Bytes };

const ES256 = -7;
const RS256 = -257;
const SECRET_LENGTH = 32;

const isSupported = (): boolean => typeof PublicKeyCredential === 'function' && navigator.credentials !== undefined;

function passkeyErrorOf(error: unknown): VaultError {
  const name = error instanceof DOMException ? error.name : '';
  return { type: name === 'NotSupportedError' || name === 'SecurityError' ? 'passkey-unsupported' : 'passkey-refused' };
}

function creationOptions(passkey: PasskeyName, prfSalt: Bytes): PublicKeyCredentialCreationOptions {
  return {
    challenge: systemRandomBytes(32),
    rp: { name: 'Ballast' },
    user: { id: systemRandomBytes(32), name: passkey.name, displayName: passkey.name },
    pubKeyCredParams: [
      { type: 'public-key', alg: ES256 },
      { type: 'public-key', alg: RS256 },
    ],
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    attestation: 'none',
    extensions: { prf: { eval: { first: prfSalt } } },
  };
}

/** Asks the authenticator for the secret behind one of these locks. */
async function askForSecret(locks: readonly PasskeyLock[]): Promise<Result<PasskeySecret, VaultError>> {
  const byCredential = Object.fromEntries(
    locks.map((lock) => [toBase64Url(hexToBytes(lock.credentialId)), { first: hexToBytes(lock.prfSalt) }]),
  );
  const options: PublicKeyCredentialRequestOptions = {
    challenge: systemRandomBytes(32),
    allowCredentials: locks.map((lock) => ({
      type: 'public-key',
      id: hexToBytes(lock.credentialId),
      transports: lock.transports as AuthenticatorTransport[],
    })),
    userVerification: 'required',
    extensions: { prf: { evalByCredential: byCredential } },
  };
  try {
    const credential = (await navigator.credentials.get({ publicKey: options })) as PublicKeyCredential | null;
    if (credential === null) return err({ type: 'passkey-refused' });
    const first = credential.getClientExtensionResults().prf?.results?.first;
    const lock = locks.find(({ credentialId }) => credentialId === bytesToHex(new Uint8Array(credential.rawId)));
    if (first === undefined || lock === undefined) return err({ type: 'passkey-without-prf' });
    const secret = first instanceof ArrayBuffer ? new Uint8Array(first) : new Uint8Array(first.buffer as ArrayBuffer);
    return secret.length === SECRET_LENGTH
      ? ok({ lock, secret: secret.slice() })
      : err({ type: 'passkey-without-prf' });
  } catch (error) {
    return err(passkeyErrorOf(error));
  }
}

/** Makes a passkey and proves by a real request that it can lock: what `create` says of PRF is not enough. */
export async function createPasskey(passkey: PasskeyName): Promise<Result<PasskeySecret, VaultError>> {
  if (!isSupported()) return err({ type: 'passkey-unsupported' });
  const prfSalt = systemRandomBytes(PRF_SALT_LENGTH);
  try {
    const publicKey = creationOptions(passkey, prfSalt);
    const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
    if (credential === null) return err({ type: 'passkey-refused' });
    if (credential.getClientExtensionResults().prf?.enabled === false) return err({ type: 'passkey-without-prf' });
    const { getTransports } = credential.response as Partial<AuthenticatorAttestationResponse>;
    const lock: PasskeyLock = {
      type: 'passkey',
      credentialId: bytesToHex(new Uint8Array(credential.rawId)),
      prfSalt: bytesToHex(prfSalt),
      transports: getTransports?.call(credential.response) ?? [],
    };
    return await askForSecret([lock]);
  } catch (error) {
    return err(passkeyErrorOf(error));
  }
}

/** Which of the device's passkeys it was, and its secret. */
export async function usePasskey(
  slots: readonly Slot[],
): Promise<Result<{ slotId: string; secret: Bytes }, VaultError>> {
  if (!isSupported()) return err({ type: 'passkey-unsupported' });
  const passkeys = slots.filter((slot): slot is Slot & { lock: PasskeyLock } => slot.lock.type === 'passkey');
  if (passkeys.length === 0) return err({ type: 'no-such-way-in' });
  const asked = await askForSecret(passkeys.map((slot) => slot.lock));
  if (!asked.ok) return asked;
  const slot = passkeys.find(({ lock }) => lock.credentialId === asked.value.lock.credentialId)!;
  return ok({ slotId: slot.id, secret: asked.value.secret });
}

const toBase64Url = (bytes: Bytes): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
