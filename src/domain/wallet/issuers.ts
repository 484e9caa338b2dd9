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
  const own = readCertificate(certificate, 'certificate')
  refuseUnfit(wish, own, readCertificate(issuedBy, 'issuedBy'), key)
  if (Date.parse(own.validTo) < rim.clock.now().getTime()) {
    throw malformed('wallet_certificate_expired', 'It is no longer valid.', '/certificate')
  }
  await keep(rim, 'apple', { passType, team, certificate, issuedBy }, key)
  return await readSettings(rim.database)
}

function refuseUnfit(
  { passType }: AppleIssuer,
  own: X509Certificate,
  issuer: X509Certificate,
  key: KeyObject,
): void {
  if (!own.checkPrivateKey(key)) {
    const message = 'The key does not belong to the certificate.'
    throw malformed('wallet_key_differs', message, '/key')
  }
  if (!own.verify(issuer.publicKey)) {
    const message = 'It did not sign the certificate of the pass type.'
    throw malformed('wallet_issuer_differs', message, '/issuedBy')
  }
  // Phones would refuse the pass without a word. Apple writes "UID=pass…" and "CN=Pass Type ID: pass…".
  if (!own.subject.split('\n').some((line) => line.split(/=|: /).at(-1) === passType)) {
    const message = 'The certificate is of another pass type.'
    throw malformed('wallet_pass_type_differs', message, '/passType')
  }
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

type State = Pick<NonNullable<WalletSettings['apple']>, 'passes' | 'failingSince'>

export async function readSettings({ kysely }: Queryable): Promise<WalletSettings> {
  type Row = State & { kind: WalletKind; content: Content['apple'] & Content['google'] }
  const { rows } = await sql<Row>`
    select wallet_issuers.kind, content, count(pass_id) as passes,
      min(changed_at) filter (where attempts > 0) as "failingSince"
    from wallet_issuers
    left join wallet_passes using (kind)
    group by wallet_issuers.kind`.execute(kysely)
  const of = (wanted: WalletKind) => rows.find(({ kind }) => kind === wanted) ?? null
  const [apple, google] = [of('apple'), of('google')]
  return {
    apple: apple && {
      ...{ passType: apple.content.passType, team: apple.content.team, ...stateOf(apple) },
      validUntil: new Date(new X509Certificate(apple.content.certificate).validTo),
    },
    google: google && {
      ...{ issuer: google.content.issuer, account: google.content.account, ...stateOf(google) },
    },
  }
}

const stateOf = ({ passes, failingSince }: State): State => ({ passes, failingSince })

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
    // Another issuer signs what is on the phones anew; what failed by the old one is told again.
    await sql`
      update wallet_passes set due = true, attempts = 0,
        tell_at = case when attempts > 0 then ${clock.now()}::timestamptz else tell_at end
      where kind = ${kind}`.execute(tx)
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
    throw malformed('wallet_certificate_faulty', 'This is no certificate.', `/${field}`)
  }
}

const keyFaulty = (message: string) => malformed('wallet_key_faulty', message, '/key')
