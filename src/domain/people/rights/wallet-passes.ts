import { sql } from 'kysely'
import type { Tx } from '#database/transaction.ts'

/** A card in the wallet of a phone, and the phones that asked to be told of its changes. */
export type PassExport = {
  wallet: string
  serial: string
  changedAt: Date
  voided: boolean
  devices: { device: string; registeredAt: Date; pushed: boolean }[]
}

/** @param customerIds the customer and all who were merged into them */
export async function exportPasses(tx: Tx, customerIds: readonly string[]): Promise<PassExport[]> {
  const { rows } = await sql<PassExport>`
    select kind as wallet, pass_id as serial, changed_at as "changedAt", voided, (
        select coalesce(json_agg(json_build_object('device', device, 'registeredAt', registered_at,
          'pushed', push_token <> '') order by registered_at, device), '[]')
        from wallet_devices where wallet_devices.pass_id = wallet_passes.pass_id
      ) as devices
    from wallet_passes where customer_id = any(${customerIds}::uuid[])
    order by kind, pass_id`.execute(tx)
  return rows
}

/** Cards in wallets say within seconds that they are gone; the last trace of them goes later. */
export async function voidPasses(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await sql`
    update wallet_passes set due = true where customer_id = any(${customerIds}::uuid[])`.execute(tx)
}
