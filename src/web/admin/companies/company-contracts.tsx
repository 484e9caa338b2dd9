import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCompanyContracts } from '#contract/endpoints/company-contracts.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import type { Contract } from './company.ts'
import { ContractDialog } from './contract-dialog.tsx'
import { useContractWords } from './use-company-words.ts'

/** What was agreed with the company, and where it stands by the clock. */
export function CompanyContracts({ companyId }: { companyId: string }) {
  const { t } = useTranslation('companies')
  const mayWrite = useMay()('companies:write')
  const contracts = useCall(listCompanyContracts, { params: { companyId } })
  const [open, setOpen] = useState<Contract | 'new' | null>(null)
  return (
    <Section
      heading={t('contract.heading')}
      aside={
        mayWrite && (
          <Button kind="word" onClick={() => setOpen('new')}>
            {t('contract.add')}
          </Button>
        )
      }
    >
      <Loaded reply={contracts} shape="rows">
        {({ items }) =>
          items.length === 0 ? (
            <p className={words.muted}>{t('contract.none')}</p>
          ) : (
            <Rows contracts={items} onEdit={mayWrite ? setOpen : null} />
          )
        }
      </Loaded>
      {open && (
        <ContractDialog
          companyId={companyId}
          contract={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  )
}

type RowsProps = { contracts: readonly Contract[]; onEdit: ((contract: Contract) => void) | null }

function Rows({ contracts, onEdit }: RowsProps) {
  const { t } = useTranslation('companies')
  const format = useFormat()
  const contractWords = useContractWords()
  return (
    <DataTable
      label={t('contract.heading')}
      rows={contracts}
      rowKey={({ id }) => id}
      name={{
        head: t('contract.name'),
        cell: (contract) =>
          onEdit ? (
            <Button kind="word" onClick={() => onEdit(contract)}>
              {contract.name}
            </Button>
          ) : (
            contract.name
          ),
      }}
      columns={[
        {
          ...{ key: 'status', head: t('contract.status'), phone: 'detail' },
          cell: (contract) => (
            <span className={contract.status === 'notice_open' ? words.warn : undefined}>
              {contractWords.status(contract)}
            </span>
          ),
        },
        {
          ...{ key: 'until', head: t('contract.termEnds'), kind: 'number', phone: 'detail' },
          phoneWord: t('contract.termEnds'),
          cell: ({ termEndsOn }) => (termEndsOn ? format.date(termEndsOn) : t('contract.open')),
        },
        {
          ...{ key: 'value', head: t('contract.value'), kind: 'number', phone: 'main' },
          cell: contractWords.value,
        },
      ]}
    />
  )
}
