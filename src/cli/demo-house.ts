import { nobody, type Route } from '#contract/route.ts'
import type { Worker } from '#contract/worker.ts'
import type { Context } from '#database/context.ts'
import { asIntake } from '#database/doing.ts'
import { readOnly, type Tx, transaction } from '#database/transaction.ts'
import type { DemoCompany } from '#demo/companies.ts'
import type { House as DemoHouse } from '#demo/fill-demo.ts'
import { Filling } from '#demo/filling.ts'
import type { DemoProgram } from '#demo/program.ts'
import { routes } from '#demo/routes.ts'
import { changePortalIn } from '#domain/business/portal-settings.ts'
import { createStore, listStores } from '#domain/business/stores.ts'
import { updateBusiness } from '#domain/business/update-business.ts'
import { addContact } from '#domain/companies/company-contacts.ts'
import { addContract } from '#domain/companies/company-contracts.ts'
import { createCompany } from '#domain/companies/create-company.ts'
import { addCustomers } from '#domain/customers/add-customers.ts'
import { listTerms, publishTermsIn } from '#domain/customers/terms/terms.ts'
import { isEmpty } from '#domain/events/is-empty.ts'
import { recordInto } from '#domain/events/record-events.ts'
import { defineCurrency } from '#domain/ledger/define-currency.ts'
import { customerNamed } from '#domain/loyalty/customer-named.ts'
import { defineArticle } from '#domain/loyalty/gifts/define-article.ts'
import { moveStock } from '#domain/loyalty/gifts/move-stock.ts'
import { agree } from '#domain/loyalty/partners/agree.ts'
import { definePartner } from '#domain/loyalty/partners/define-partner.ts'
import { addRevision, readProgramMark } from '#domain/loyalty/program-rows.ts'
import { defineReferralTerms } from '#domain/loyalty/referrals/terms-rows.ts'
import { defineReward } from '#domain/loyalty/rewards/define-reward.ts'
import { createVoucher } from '#domain/loyalty/vouchers/define-voucher.ts'
import { beginRecount } from '#domain/profile/recount.ts'
import type { House } from '#house.ts'
import { fixedClock } from '#kernel/clock.ts'
import { Refusal } from '#kernel/errors.ts'
import { demoTexts as german } from '#locales/de/demo-texts.ts'
import { demoTexts as english } from '#locales/en/demo-texts.ts'
import { actsOf } from './demo-acts.ts'

/** The verbs of the house, as the demo calls them. */
export const demoHouse = ({ context, within }: Pick<House, 'context' | 'within'>): DemoHouse => ({
  isEmpty: () => isEmpty(context.database),
  openBusiness: async (settings) => {
    await updateBusiness(context, { recount: beginRecount }, settings)
    await transaction(context.database, (tx) => writeTexts(tx, context.clock.now()))
  },
  openStore: (store) => openStore(context, store),
  beginProgram: (program) => beginProgram(context, program),
  addCustomers: (customers) => addCustomers(context, customers),
  addCompany: (company) => addCompany(context, company),
  act: actsOf(context, within),
  record: async (events, at) => {
    // The demo's own tests hold its facts against the contract, as intake does with those of others.
    const outcomes = await transaction(context.database, (tx) =>
      recordInto(tx, events, { now: at ?? context.clock.now(), within }),
    )
    return outcomes.flatMap((outcome) => (outcome.status === 'refused' ? [outcome.code] : []))
  },
})

/** What guests read at the foot of their page: examples that say so. */
async function writeTexts(tx: Tx, now: Date): Promise<void> {
  const text = (kind: keyof typeof german) => ({ de: german[kind], en: english[kind] })
  const said = { imprint: text('imprint'), privacy: text('privacy') }
  await changePortalIn(tx, () => ({ ...said, accessibility: text('accessibility') }))
  if ((await listTerms({ kysely: tx })).length > 0) return
  await publishTermsIn(tx, { wording: text('terms'), worse: false, validFrom: now }, now)
}

/** A demo that goes on finds its stores and guests there. */
async function openStore(context: Context, store: { code: string; name: string }): Promise<void> {
  const known = await listStores(context.database, null)
  if (!known.some(({ code }) => code === store.code)) await createStore(context, store)
}

/** A demo that goes on finds its offices there. */
async function addCompany(
  context: Context,
  { content, contacts, contracts }: DemoCompany,
): Promise<void> {
  const company = await createCompany(context, content, nobody).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'company_number_taken') return null
    throw error
  })
  if (company === null) return
  for (const { customer, role } of contacts) {
    const { customerId } = await readOnly(context.database, (tx) =>
      customerNamed(tx, { externalId: customer }),
    )
    const belonging = { customerId, role, from: null, to: null }
    await addContact(context, company.id, belonging, nobody)
  }
  for (const contract of contracts) await addContract(context, company.id, contract, nobody)
}

/** Backdated, since nobody was promised anything else; a demo that goes on finds it there. */
async function beginProgram(context: Context, program: DemoProgram): Promise<void> {
  const now = context.clock.now()
  const known = await transaction(context.database, async (tx) => {
    if ((await readProgramMark(tx)).lastRevision !== null) return true
    await defineCurrency(tx, { ...program.currency, returns: 'clamp', overdraftMax: 0 }, now)
    const said = { now, by: null }
    for (const content of program.rules) await addRevision(tx, { kind: 'rule', content }, said)
    await addRevision(tx, { kind: 'tiers', content: program.tiers }, said)
    await addRevision(tx, { kind: 'gift_ladder', content: program.ladder }, said)
    await addRevision(tx, { kind: 'stamp_card', content: program.card }, said)
    return false
  })
  if (known) return
  const then = { ...context, clock: fixedClock(program.currency.validFrom) }
  for (const { key, content, pieces } of program.articles) {
    await defineArticle(then, nobody, key, content)
    if (pieces === 0) continue
    const reference = { source: 'demo', externalId: `delivery-${key}` }
    await moveStock(then, nobody, key, { ...reference, reason: 'delivery', pieces })
  }
  for (const { key, content } of program.rewards) await defineReward(context, nobody, key, content)
  await beginBesides(then, program)
}

/** What cannot be said for a time that is over was said when the program began. */
async function beginBesides(
  then: Context,
  { partner, referral, voucher }: DemoProgram,
): Promise<void> {
  const { key, content, reward, terms } = partner
  await definePartner(then, key, content)
  await agree(then, nobody, reward, { agreed: { partner: key, terms } })
  await defineReferralTerms(then, nobody, referral)
  await createVoucher(then, nobody, { content: voucher, codes: { kind: 'single', count: 20 } })
}

const bringingFacts = ({ endpoint, handle }: Route): Route => ({
  endpoint,
  handle: (asked) => asIntake(() => handle(asked)),
})

/** A demo lives through its past; what is due today would overtake it. */
const restingWhile = (worker: Worker, filling: Filling): Worker => ({
  ...worker,
  work: async (signal) =>
    filling.state().status === 'running' ? 'done' : await worker.work(signal),
})

/** A house that also fills the demo in the background, and lets go of it before it closes. */
export function withDemo(house: House): House {
  const { context } = house
  const filling = new Filling(demoHouse(house), (error) =>
    context.log.error({ err: error }, 'the demo could not be filled'),
  )
  return {
    ...house,
    routes: [...house.routes, ...routes(filling, context.clock).map(bringingFacts)],
    workers: house.workers.map((worker) => restingWhile(worker, filling)),
    close: async () => {
      await filling.stop()
      await house.close()
    },
  }
}
