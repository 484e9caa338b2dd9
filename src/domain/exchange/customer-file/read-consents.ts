import type { ConsentColumn } from '#contract/endpoints/customer-files.ts'
import {
  type ConsentAct,
  type ConsentChannel,
  type ConsentProof,
  type ConsentSource,
  consentSources,
  grantSources,
} from '#contract/language/consent.ts'
import { consentTextId } from '#contract/language/ids.ts'
import { label } from '#contract/language/text.ts'
import type { TimeZone } from '#kernel/time-zone.ts'
import { instantOf, parseDate } from '../reading/dates.ts'
import type { ConsentPart, Target } from './columns.ts'

/** The words customers were asked in, and what for. */
export type Wordings = {
  byText: ReadonlyMap<string, { purpose: string; hash: Buffer }>
  archivedPurposes: ReadonlySet<string>
}

/** How consents of a file are read. @property now no yes is later */
export type ConsentReading = {
  wordings: Wordings
  defaults: readonly ConsentColumn[]
  zone: TimeZone
  now: Date
}

/** A yes with all it needs, or a no. `saidAt` null: the file tells no time of a no. */
export type SheetConsent = {
  purpose: string
  channel: ConsentChannel
  act: ConsentAct
  textId: string | null
  textHash: Buffer | null
  saidAt: Date | null
  source: ConsentSource
  proof: ConsentProof | null
}

type Told = readonly { target: Target; text: string }[]
type ConsentTarget = Extract<Target, { kind: 'consent' }>
type Cells = ReadonlyMap<ConsentPart, string>
type Fault = { code: string; message: string }

/** Clocks of others may go a little fast. */
const aheadMillisMax = 300_000

/**
 * What a row says of consents: nothing where its cell is empty. A yes that lacks its words, its time or
 * its proof is none, and is told as a fault.
 */
export function readConsents(
  told: Told,
  reading: ConsentReading,
): { consents: SheetConsent[]; faults: (Fault & { field: string })[] } {
  const parts = told.flatMap(({ target, text }) =>
    target.kind === 'consent' ? [{ target, text }] : [],
  )
  const groups = Map.groupBy(parts, ({ target }) => `${target.purpose}.${target.channel}`)
  const consents: SheetConsent[] = []
  const faults: (Fault & { field: string })[] = []
  for (const [name, group] of groups) {
    const cells = new Map(group.map(({ target, text }) => [target.part, text]))
    const read = readConsent(group[0]!.target, cells, reading)
    if (read === null) continue
    if ('code' in read) faults.push({ ...read, field: `consent.${name}` })
    else consents.push(read)
  }
  return { consents, faults }
}

function readConsent(
  { purpose, channel }: ConsentTarget,
  cells: Cells,
  reading: ConsentReading,
): SheetConsent | Fault | null {
  const said = cells.get('said')
  if (said === undefined) return null
  const act = acts.get(said.toLowerCase())
  if (act === undefined) return malformed('Yes or no cannot be told from this.')
  const fixed = reading.defaults.find((one) => one.purpose === purpose && one.channel === channel)
  const saidAt = timeOf(cells.get('at'), reading.zone)
  if (saidAt === 'unreadable') return malformed('The time cannot be read.')
  if (saidAt && saidAt.getTime() > reading.now.getTime() + aheadMillisMax) {
    return { code: 'consent_in_future', message: 'Nobody has said this yet.' }
  }
  const source = sourceOf(cells.get('source') ?? fixed?.source)
  if (source === undefined) return malformed('How it was said cannot be read.')
  const about = {
    purpose,
    channel,
    source,
    saidAt,
    proof: proofOf(cells.get('proof') ?? fixed?.form),
  }
  if (act === 'withdrawn') return { ...about, act, textId: null, textHash: null }
  return grantOf(about, cells.get('text') ?? null, fixed?.textId ?? null, reading.wordings)
}

type About = Omit<SheetConsent, 'act' | 'textId' | 'textHash'>

function grantOf(
  about: About,
  told: string | null,
  fixed: string | null,
  wordings: Wordings,
): SheetConsent | Fault {
  const { purpose, source, saidAt, proof } = about
  if (!(grantSources as readonly string[]).includes(source)) {
    return { code: 'consent_source_gives_no_yes', message: 'A yes said this way proves nothing.' }
  }
  if (wordings.archivedPurposes.has(purpose)) {
    return { code: 'consent_purpose_archived', message: 'Nobody is asked for this any more.' }
  }
  const textId = told === null ? fixed : consentTextId.safeParse(told).data
  if (textId === null) {
    return { code: 'consent_text_missing', message: 'A yes needs the words that were agreed to.' }
  }
  const wording = textId === undefined ? undefined : wordings.byText.get(textId)
  if (wording?.purpose !== purpose) {
    return { code: 'consent_text_not_found', message: 'There are no such words for this purpose.' }
  }
  if (saidAt === null) {
    return { code: 'consent_time_missing', message: 'A yes needs the time it was said.' }
  }
  if (proof === null) return { code: 'consent_proof_missing', message: 'A yes needs a proof.' }
  return { ...about, act: 'granted', textId: textId!, textHash: wording.hash }
}

const malformed = (message: string): Fault => ({ code: 'consent_malformed', message })

function timeOf(text: string | undefined, zone: TimeZone): Date | null | 'unreadable' {
  if (text === undefined) return null
  const written = parseDate(text, 'day.month.year') ?? parseDate(text, 'year-month-day')
  return written ? instantOf(written, { file: zone, business: zone }) : 'unreadable'
}

function sourceOf(text: string | undefined): ConsentSource | undefined {
  if (text === undefined) return 'import'
  return consentSources.find((source) => source === text.toLowerCase())
}

/** Where it is found is written down as the file tells it. */
function proofOf(text: string | undefined): ConsentProof | null {
  const form = label(200).safeParse(text)
  return form.success ? { kind: 'form', form: form.data } : null
}

const acts = new Map<string, ConsentAct>([
  ...['ja', 'j', 'yes', 'y', 'true', '1', 'x', 'granted', 'erteilt'].map(
    (word) => [word, 'granted'] as const,
  ),
  ...['nein', 'n', 'no', 'false', '0', 'withdrawn', 'widerrufen'].map(
    (word) => [word, 'withdrawn'] as const,
  ),
])
