import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { sql } from 'kysely'
import type { AppleIssuer, GoogleIssuer, WalletSettings } from '#contract/endpoints/wallet.ts'
import type { Context } from '#database/context.ts'
import { type Queryable, transaction } from '#database/transaction.ts'
import { open, seal } from '#domain/business/seal.ts'
import { malformed } from '#kernel/errors.ts'

export type WalletKind = 'apple' | 'google'

type Content = {
  apple: Pick<AppleIssuer, 'passType' | 'team' | 'certificate' | 'issuedBy'>
  google: Pick<GoogleIssuer, 'issuer' | 'account'>
}
/** What the issuer of a wallet gave the business, its key opened: PKCS 8 as PEM. */
export type Issuer<Kind extends WalletKind> = Content[Kind] & { key: string }

/** null: the business has none of this kind. */
export async function openIssuer<Kind extends WalletKind>(
  { kysely }: Queryable,
  kind: Kind,
  sealKey: string,
): Promise<Issuer<Kind> | null> {
  const { rows } = await sql<{ content: Content[Kind]; key: Buffer }>`
    select content, key from wallet_issuers where kind = ${kind}`.execute(kysely)
  if (!rows[0]) return null
  return { ...rows[0].content, key: open(rows[0].key, sealKey, 'wallet key').toString() }
}

type Rim = Pick<Context, 'database' | 'clock'> & { sealKey: string }

/** @throws Refusal where certificate, key and issuer do not belong together */
export async function setApple(rim: Rim, wish: AppleIssuer): Promise<WalletSettings> {
  const { passType, team, certificate, issuedBy } = wish
  const key = readKey(wish.key, wish.keyPassword)
  const [own, issuer] = [
    readCertificate(certificate, 'certificate'),
    readCertificate(issuedBy, 'issuedBy'),
  ]
  if (!own.checkPrivateKey(key)) throw keyFaulty('The key does not belong to the certificate.')
  if (!own.verify(issuer.publicKey)) {
    throw certificateFaulty('issuedBy', 'It did not sign the certificate of the pass type.')
  }
  if (Date.parse(own.validTo) < rim.clock.now().getTime()) {
    throw certificateFaulty('certificate', 'It is no longer valid.')
  }
  await keep(rim, 'apple', { passType, team, certificate, issuedBy }, key)
  return await readSettings(rim.database)
}

export async function setGoogle(rim: Rim, wish: GoogleIssuer): Promise<WalletSettings> {
  const { issuer, account } = wish
  await keep(rim, 'google', { issuer, account }, readKey(wish.key))
  return await readSettings(rim.database)
}

export async function clearIssuer(
  { database }: Pick<Context, 'database'>,
  kind: WalletKind,
): Promise<WalletSettings> {
  await transaction(database, (tx) =>
    sql`delete from wallet_issuers where kind = ${kind}`.execute(tx),
  )
  return await readSettings(database)
}

export async function readSettings({ kysely }: Queryable): Promise<WalletSettings> {
  type Row = { kind: WalletKind; content: Content['apple'] & Content['google']; passes: number }
  const { rows } = await sql<Row>`
    select kind, content,
      (select count(*) from wallet_passes where wallet_passes.kind = wallet_issuers.kind) as passes
    from wallet_issuers`.execute(kysely)
  const apple = rows.find(({ kind }) => kind === 'apple')
  const google = rows.find(({ kind }) => kind === 'google')
  return {
    apple: apple
      ? {
          ...{ passType: apple.content.passType, team: apple.content.team, passes: apple.passes },
          validUntil: new Date(new X509Certificate(apple.content.certificate).validTo),
        }
      : null,
    google: google
      ? {
          ...{ issuer: google.content.issuer, account: google.content.account },
          passes: google.passes,
        }
      : null,
  }
}

async function keep<Kind extends WalletKind>(
  { database, clock, sealKey }: Rim,
  kind: Kind,
  content: Content[Kind],
  key: KeyObject,
): Promise<void> {
  const plain = key.export({ type: 'pkcs8', format: 'pem' }).toString()
  const sealed = seal(plain, sealKey, 'wallet key')
  await transaction(database, async (tx) => {
    await sql`
      insert into wallet_issuers (kind, content, key, set_at)
      values (${kind}, ${JSON.stringify(content)}::jsonb, ${sealed}, ${clock.now()})
      on conflict (kind) do update set content = excluded.content, key = excluded.key,
        set_at = excluded.set_at`.execute(tx)
    // Another issuer signs what is on the phones anew.
    await sql`update wallet_passes set due = true where kind = ${kind}`.execute(tx)
  })
}

function readKey(text: string, passphrase?: string): KeyObject {
  try {
    const key = createPrivateKey({ key: text, ...(passphrase ? { passphrase } : {}) })
    if (key.asymmetricKeyType === 'rsa') return key
  } catch {
    throw keyFaulty('This is no private key, or its password is another.')
  }
  throw keyFaulty('Only RSA keys are signed with.')
}

function readCertificate(text: string, field: string): X509Certificate {
  try {
    return new X509Certificate(text)
  } catch {
    throw certificateFaulty(field, 'This is no certificate.')
  }
}

const keyFaulty = (message: string) => malformed('wallet_key_faulty', message, '/key')
const certificateFaulty = (field: string, message: string) =>
  malformed('wallet_certificate_faulty', message, `/${field}`)
