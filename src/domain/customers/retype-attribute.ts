import { type RawBuilder, sql } from 'kysely'
import type { Attribute } from '#contract/endpoints/attributes.ts'
import type { Tx } from '#database/transaction.ts'
import { conflict, Refusal } from '#kernel/errors.ts'
import { portionSize } from './portions.ts'

type Type = Pick<Attribute, 'type' | 'choices'>
type Unfit = { value: string; customers: number }

const unfitShown = 20

/**
 * Reads the values of an attribute as another type. The check reads everybody; values are only
 * written where their JSON is another, and then of no more customers than one transaction bears.
 * @throws Refusal that names what does not fit
 */
export async function retype(tx: Tx, name: string, to: Type): Promise<void> {
  await refuseUnfit(tx, name, to)
  const { rows } = await sql<{ customers: number }>`
    select count(*)::int as customers from (
      select from persons where ${differs(name, to)} limit ${portionSize + 1}
    ) as differing`.execute(tx)
  if (rows[0]!.customers > portionSize) {
    throw conflict(
      'attribute_values_too_many',
      `More than ${portionSize} customers have a value that would have to be written anew. Define ` +
        'another attribute instead.',
    )
  }
  await sql`
    update persons
    set attributes = jsonb_set(attributes, array[${name}::text], ${asType(name, to)})
    where ${differs(name, to)}`.execute(tx)
}

async function refuseUnfit(tx: Tx, name: string, to: Type): Promise<void> {
  const { rows } = await sql<Unfit>`
    select attributes ->> ${name} as value, count(*)::int as customers from persons
    where attributes ? ${name} and not ${fits(sql`(attributes ->> ${name})`, to)}
    group by 1 order by 2 desc, 1 limit ${unfitShown}`.execute(tx)
  if (rows.length === 0) return
  const code = 'attribute_values_unfit'
  throw new Refusal(
    'conflict',
    code,
    'Some values do not fit the other type.',
    rows.map(({ value, customers }) => ({
      ...{ pointer: '/type', code },
      message: `${JSON.stringify(value)}: ${customers}`,
    })),
  )
}

/** Whether a text can be read as the type. */
function fits(text: RawBuilder<unknown>, { type, choices }: Type): RawBuilder<unknown> {
  switch (type) {
    case 'text':
      return sql`true`
    case 'number':
      return sql`(${text} ~ '^-?[0-9]{1,15}(\.[0-9]{1,9})?$')`
    case 'boolean':
      return sql`(${text} in ('true', 'false'))`
    case 'date':
      return isCalendarDate(text)
    case 'choice':
      return sql`(${text} = any(${choices}::text[]))`
  }
}

/** No text that is no day may be cast to one, so its parts are compared with the month's last day. */
const isCalendarDate = (text: RawBuilder<unknown>) => sql`case
  when ${text} ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' and ${text} >= '0001' then
    right(${text}, 2)::integer <= extract(day from
      (left(${text}, 7) || '-01')::date + interval '1 month' - interval '1 day')
  else false
end`

const isText = (type: Attribute['type']) => type !== 'number' && type !== 'boolean'

/** Holders whose JSON value is of another kind than the type's. */
const differs = (name: string, { type }: Type) => sql`attributes ? ${name}
  and jsonb_typeof(attributes -> ${name}) <> ${isText(type) ? 'string' : type}`

const asType = (name: string, { type }: Type) =>
  isText(type) ? sql`to_jsonb(attributes ->> ${name})` : sql`(attributes ->> ${name})::jsonb`
