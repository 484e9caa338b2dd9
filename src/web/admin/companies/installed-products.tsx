import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listInstalledProducts } from '#contract/endpoints/company-contracts.ts'
import { useCall } from '../../client/index.ts'
import { Button } from '../../design/button.tsx'
import { DataTable } from '../../design/data-table.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import words from '../../design/words.module.css'
import { Loaded } from '../loaded.tsx'
import { useMay } from '../session.ts'
import type { Product } from './company.ts'
import { ProductDialog } from './product-dialog.tsx'

/** What stands at the company, the next service first. */
export function InstalledProducts({ companyId }: { companyId: string }) {
  const { t } = useTranslation('companies')
  const mayWrite = useMay()('companies:write')
  const products = useCall(listInstalledProducts, { params: { companyId } })
  const [open, setOpen] = useState<Product | 'new' | null>(null)
  return (
    <Section
      heading={t('product.heading')}
      note={t('product.headingNote')}
      aside={
        mayWrite && (
          <Button kind="word" onClick={() => setOpen('new')}>
            {t('product.add')}
          </Button>
        )
      }
    >
      <Loaded reply={products} shape="rows">
        {({ items }) =>
          items.length === 0 ? (
            <p className={words.muted}>{t('product.none')}</p>
          ) : (
            <Rows products={items} onEdit={mayWrite ? setOpen : null} />
          )
        }
      </Loaded>
      {open && (
        <ProductDialog
          companyId={companyId}
          product={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  )
}

type RowsProps = { products: readonly Product[]; onEdit: ((product: Product) => void) | null }

function Rows({ products, onEdit }: RowsProps) {
  const { t } = useTranslation('companies')
  const format = useFormat()
  const day = (date: string | null) => (date ? format.date(date) : '–')
  return (
    <DataTable
      label={t('product.heading')}
      rows={products}
      rowKey={({ id }) => id}
      name={{
        head: t('product.name'),
        cell: (product) =>
          onEdit ? (
            <Button kind="word" onClick={() => onEdit(product)}>
              {product.name}
            </Button>
          ) : (
            product.name
          ),
      }}
      columns={[
        {
          ...{ key: 'serial', head: t('product.serial'), phone: 'detail' },
          cell: ({ serial }) => serial ?? '',
        },
        {
          ...{ key: 'since', head: t('product.since'), kind: 'number' },
          cell: ({ since }) => day(since),
        },
        {
          ...{ key: 'warranty', head: t('product.warranty'), kind: 'number', phone: 'detail' },
          phoneWord: t('product.warranty'),
          cell: ({ warrantyUntil }) => day(warrantyUntil),
        },
        {
          ...{ key: 'service', head: t('product.service'), kind: 'number', phone: 'detail' },
          phoneWord: t('product.service'),
          cell: ({ serviceDueOn }) => day(serviceDueOn),
        },
      ]}
    />
  )
}
