import { BarsWithUsual } from '../../design/charts/bars-with-usual.tsx'
import { EffectBars } from '../../design/charts/effect-bars.tsx'
import { IntervalRows } from '../../design/charts/interval-rows.tsx'
import { TrendLine } from '../../design/charts/trend-line.tsx'
import { FigureBlock } from '../../design/figure-block.tsx'
import { Columns, FigureRow, Halves, Stack } from '../../design/layout.tsx'
import { useFormat } from '../../design/provider.tsx'
import { Section } from '../../design/section.tsx'
import { Sentence } from '../../design/sentence.tsx'
import { TaskList } from '../../design/task-list.tsx'
import { Warning } from '../../design/warning.tsx'
import words from '../../design/words.module.css'
import {
  effect,
  leaving,
  type Shop,
  shops,
  stayed,
  tuesdays,
  usualTuesday,
  worth,
} from './figures.ts'

const here = '#content'

const tasks = [
  [
    'Herr Brandt:',
    'sonst zweimal die Woche, seit drei Wochen nicht da. Seine Frage ist offen.',
    'Antworten',
  ],
  [
    'Frau Kowalski:',
    'fand am Mittwoch den Milchreis kalt und wartet seither auf uns.',
    'Kulanz wählen',
  ],
  [
    'Frau Yıldız',
    'hat morgen Geburtstag. Das Stück Kuchen ist gebucht, der Gruß wartet.',
    'Gruß ansehen',
  ],
  [
    'Herr Neumann:',
    'noch ein Besuch bis zum hundertsten. Am Ufer fehlt die Thermoskanne.',
    'Hinbringen',
  ],
  ['Anna Lorenz', 'hat wohl zwei Karten: gleiche Adresse, gleiche Bestellung.', 'Vergleichen'],
]

export function OverviewScreen() {
  return (
    <Stack>
      <Columns
        asideWidth={456}
        aside={
          <Section heading="Heute zu tun">
            <TaskList
              tasks={tasks.map(([name = '', text, action]) => ({
                key: name,
                text: (
                  <>
                    <b>{name}</b> {text}
                  </>
                ),
                action: <a href={here}>{action}</a>,
              }))}
            />
          </Section>
        }
      >
        <Sentence
          reason="Seit dem 2. November öffnet die Filiale um 7.30 statt um 7.00 Uhr. Sieben der neun kauften sonst vor halb acht."
          links={
            <>
              <a href={here}>Die neun ansehen</a>
              <a href={here}>Warum dieser Satz?</a>
            </>
          }
        >
          In der Altstadt fehlen dienstags früh neun von 34 Stammgästen.
        </Sentence>
        <div style={{ marginTop: 20 }}>
          <BarsWithUsual
            title="Seit der neuen Öffnungszeit kommen weniger"
            measured="Stammgäste dienstags vor 9 Uhr"
            finding="Dienstags vor 9 Uhr kamen in der Altstadt bis Oktober 30 bis 35 Stammgäste, seit dem 3. November 25 bis 27."
            bars={tuesdays}
            usual={usualTuesday}
            format={String}
            change={{ beforeBar: 9, before: 'öffnet um 7.00 Uhr', after: 'öffnet um 7.30 Uhr' }}
          />
        </div>
      </Columns>
      <Figures />
      <ShopRows />
      <Halves>
        <Section heading="Filiale Süd: seit gestern kein Bon" warning>
          <p className={words.sm}>
            Bis die Kasse wieder liefert, sagen wir dort niemandem nach, er bleibe weg. Fünf Kassen
            und der Webshop liefern. <a href={here}>Kasse prüfen</a>
          </p>
        </Section>
        <Section heading="Einrichtung: 6 von 8 erledigt">
          <p className={words.sm}>
            Als Nächstes: Impressum hinterlegen, etwa 5 Minuten. Dann: PIN für die Theke am Ufer.{' '}
            <a href={here}>Weiter</a>
          </p>
        </Section>
      </Halves>
    </Stack>
  )
}

function Figures() {
  const format = useFormat()
  const euro = (value: number) => `${format.number(value)} €`
  const how = {
    definition:
      'Wer im Monat davor da war und in diesem wiederkam, geteilt durch alle, die im Monat davor da waren.',
    period: 'September und Oktober 2026, Zeitzone Berlin',
    counted: '583 von 842',
    open: 'November 2026 läuft noch.',
  }
  return (
    <FigureRow>
      <FigureBlock
        question="Wie viele bleiben?"
        value="69,2"
        unit="%"
        picture={
          <TrendLine
            look="bare"
            title="Wie viele bleiben?"
            finding="Kundenbindungsrate je Monat, Oktober 2025 bis Oktober 2026"
            points={stayed}
            format={(value) => format.percent(value)}
            comparedWith={0}
            isOpen
            startLabel="Okt. 2025"
            endLabel="Okt."
          />
        }
        sentence="Von 842 Gästen im September kamen 583 im Oktober wieder."
        comparison="Oktober 2025: 66,1 %. Der Unterschied liegt im üblichen Schwanken."
        coverage={0.38}
        how={how}
      />
      <FigureBlock
        question="Wer geht gerade?"
        value="47"
        unit="Stammgäste"
        picture={
          <TrendLine
            look="bare"
            title="Wer geht gerade?"
            finding="Stammgäste, die lange nicht da waren, je Woche"
            points={leaving}
            format={String}
            comparedWith={8}
            startLabel="vor 12 Wochen"
            endLabel="diese Woche"
          />
        }
        sentence="47 von 354 Stammgästen bleiben länger weg, als sie es sonst tun."
        comparison="Vor vier Wochen 36; üblich sind 26 bis 41. Ohne Filiale Süd: dort fehlen Bons."
        coverage={0.38}
        how={how}
      />
      <FigureBlock
        question="Was sind sie wert?"
        value="318"
        unit="€ im Jahr"
        picture={
          <TrendLine
            look="bare"
            title="Was sind sie wert?"
            finding="Erwarteter Umsatz eines Stammgasts: von 304 Euro vor einem Jahr auf 318 Euro"
            points={worth}
            usualAs="limits"
            format={euro}
            comparedWith={0}
            startLabel="Nov. 2025"
            endLabel="heute"
          />
        }
        sentence="So viel bringt ein Stammgast in zwölf Monaten, zwischen 296 und 341 €."
        comparison="Vor einem Jahr 304 €. Ein Gast, der noch keiner ist: 61 €. Umsatz, brutto."
        coverage={0.38}
        how={how}
      />
      <FigureBlock
        question="Was hat es gebracht?"
        value="1.140"
        unit="€ seit Juli"
        picture={
          <EffectBars
            look="bare"
            title="Was hat es gebracht?"
            finding="Die Spanne der Wirkung wird von Monat zu Monat enger; sie schließt null noch ein."
            bars={effect}
            format={euro}
          />
        }
        sentence="Zwischen −180 und 2.460 €: noch nicht sicher, Ende Januar mehr."
        comparison="Vier Maßnahmen nach Kosten, gegen 214 Gäste der Vergleichsgruppe."
        coverage={0.38}
        how={how}
      />
    </FigureRow>
  )
}

function ShopRows() {
  const format = useFormat()
  const share = (value: number) => format.percent(value, 0)
  return (
    <IntervalRows<Shop>
      look="section"
      measuredPlace="beside"
      title="Die Filialen im Oktober"
      measured="Wer im September kam und wiederkam; der Strich zeigt, wie genau wir es wissen"
      finding="Die Filialen liegen zwischen 64,8 und 76,5 Prozent; nur Ufer liegt deutlich über allen."
      aside={<a href={here}>Alle Spalten</a>}
      rows={shops}
      rowKey={(shop) => shop.name}
      name={{ head: 'Filiale', text: (shop) => shop.name, width: 96 }}
      interval={({ low, high, kept, of }) => ({ low, high, estimate: kept / of })}
      scale={{ low: 0.5, high: 0.9 }}
      reference={{ value: 0.692, words: 'alle 69,2 %' }}
      format={share}
      before={[
        {
          key: 'kept',
          head: 'geblieben',
          kind: 'number',
          cell: ({ kept, of }) => `${kept} von ${of}`,
        },
        {
          key: 'share',
          head: 'Anteil',
          kind: 'number',
          phone: 'main',
          cell: ({ kept, of }) => <b>{format.percent(kept / of)}</b>,
        },
      ]}
      after={[
        {
          key: 'away',
          head: 'lange nicht da',
          kind: 'number',
          phone: 'detail',
          phoneWord: 'lange nicht da',
          cell: ({ away }) => away ?? <span className={words.muted}>offen</span>,
        },
        { key: 'regulars', head: 'Stammgäste', kind: 'number', cell: ({ regulars }) => regulars },
        {
          key: 'average',
          head: 'Durchschnittsbon',
          kind: 'number',
          cell: (shop) => format.money(shop.averageMinor),
        },
        {
          key: 'coverage',
          head: 'Erfassungsquote',
          kind: 'number',
          cell: ({ coverage }) => share(coverage),
        },
        {
          key: 'seen',
          head: 'letzter Bon',
          kind: 'number',
          phone: 'detail',
          cell: ({ name, seen }) =>
            name === 'Süd' ? (
              <Warning>{seen}</Warning>
            ) : (
              <span className={words.muted}>{seen}</span>
            ),
        },
      ]}
      table={{
        columns: [
          { head: 'Filiale' },
          { head: 'geblieben' },
          { head: 'von' },
          { head: 'Anteil', format: (v) => format.percent(v) },
        ],
        rows: shops.map(({ name, kept, of }) => [name, kept, of, kept / of]),
      }}
    />
  )
}
