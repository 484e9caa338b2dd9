import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { openDatabase } from '#database/open.ts'
import { readOnly } from '#database/transaction.ts'
import { noFilters } from '#domain/analytics/filters.ts'
import { scanCustomers } from '#domain/analytics/scan-customers.ts'
import { countCohorts } from '#domain/analytics/report-cohorts.ts'
import { unitOf, dayNumber } from '#kernel/calendar.ts'
const database = await openDatabase({ dataFolder: '/tmp/analytics-bench/data' })
const cpu = (pid: number) => { const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' '); return (Number(f[11]) + Number(f[12])) * 10 }
const t = async (name: string, f: (tx: any) => Promise<unknown>) => { const ts: string[] = []; for (let i = 0; i < 5; i++) await readOnly(database, async (tx) => { const pid = ((await sql<any>`select pg_backend_pid() p`.execute(tx)).rows[0]).p; const c = cpu(pid), n = process.cpuUsage(); const s = performance.now(); await f(tx); const u = process.cpuUsage(n); ts.push(`${Math.round(performance.now() - s)}(node ${Math.round((u.user+u.system)/1000)} pg ${cpu(pid) - c})`) }); console.log(name, ts.join('  ')) }
try {
  const m = { first: unitOf('month', dayNumber('2023-01-01')), last: unitOf('month', dayNumber('2025-12-31')) }
  await t('scan only', (tx) => scanCustomers(tx, { every: 'month', filters: noFilters }, () => {}))
  await t('cohorts', (tx) => countCohorts(tx, 'month', noFilters, m))
  await t('count(*)', (tx) => sql`select count(*), max(first_month) from profiles where first_month is not null`.execute(tx))
  await t('raw agg', (tx) => sql`select first_month, length(string_agg(int2send((case when profiles.margin > 0 then length(months) else -length(months) end)::smallint) || months, '')) from profiles where first_month is not null group by first_month`.execute(tx))
  await t('raw agg0', (tx) => sql`select first_month, length(string_agg(months, '')) from profiles where first_month is not null group by first_month`.execute(tx))
  await t('store', (tx) => countCohorts(tx, 'month', { ...noFilters, stores: [7] }, m))
  await t('store count', (tx) => sql`select count(*) from profiles where first_month is not null and days like '\\x2507005f0025'::bytea`.execute(tx))
  console.log(JSON.stringify((await sql<any>`explain select first_month, length(string_agg(months, '')) from profiles where first_month is not null group by first_month`.execute(database.kysely)).rows))
  console.log(JSON.stringify((await sql<any>`select pg_size_pretty(pg_table_size('profiles')), pg_size_pretty(pg_relation_size('profiles')), current_setting('shared_buffers')`.execute(database.kysely)).rows))
} finally { await database.close() }
