import { sql } from 'kysely'

/**
 * Which rows of the log count, as CTEs to follow one named `logged`: of the rows that share a key
 * in one stream the highest version, of equal versions the one recorded last, and nothing of an
 * import that was taken back. `logged` must hold every row that may stand above one of its rows:
 * whoever wants a part of the rows takes it from `counted`. The replay of the profiles says the
 * same of rows in memory.
 */
export const countedRows = sql`
  taken_back as (
    select distinct import_id from logged
    where type = 'import_taken_back' and import_id is not null
  ), counted as (
    select distinct on (customer_id, source, external_id) *
    from logged
    where import_id is null or import_id not in (select import_id from taken_back)
    order by customer_id, source, external_id, version desc, position desc
  )`
