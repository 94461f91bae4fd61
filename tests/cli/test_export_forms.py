#!/usr/bin/env python3
"""Events in the columns of other data sets: the header against the published lists of columns, written here again; each
cell against the codebooks' types and codes, and against the lines of the same documents; counts only by a named rule."""
import csv
import datetime
import io

from export_support import *

# UCDP GED codebook, list of variables.
GED = '''id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
source_article source_office source_date source_headline source_original where_prec where_coordinates where_description
adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end
deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob'''.split()
# ACLED codebook, columns of the export.
ACLED = '''event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1
actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude
longitude geo_precision source source_scale notes fatalities tags timestamp'''.split()
# ACLED codebook: event types with their sub-event types.
TYPES = {
    'Battles': ['Armed clash', 'Government regains territory', 'Non-state actor overtakes territory'],
    'Explosions/Remote violence': ['Chemical weapon', 'Air/drone strike', 'Suicide bomb',
                                   'Shelling/artillery/missile attack', 'Remote explosive/landmine/IED', 'Grenade'],
    'Violence against civilians': ['Sexual violence', 'Attack', 'Abduction/forced disappearance'],
    'Protests': ['Peaceful protest', 'Protest with intervention', 'Excessive force against protesters'],
    'Riots': ['Violent demonstration', 'Mob violence'],
    'Strategic developments': ['Agreement', 'Arrests', 'Change to group/activity', 'Disrupted weapons use',
                               'Headquarters or base established', 'Looting/property destruction',
                               'Non-violent transfer of territory', 'Other'],
}
NEVER = {'ged': '''id active_year code_status type_of_violence conflict_name dyad_name side_a side_b event_clarity deaths_a
         deaths_b deaths_civilians deaths_unknown'''.split(),
         'acled': 'actor1 inter1 actor2 inter2 interaction civilian_targeting tags timestamp'.split()}


def day(text):
    return datetime.date.fromisoformat(text)


class Forms:
    def table(self, name, *more):
        rows = list(csv.reader(io.StringIO(self.export(name, *more), newline=''), strict=True))
        for row in rows:
            self.assertEqual(len(row), len(rows[0]))
        return rows[0], [dict(zip(rows[0], row)) for row in rows[1:]]

    def each(self, name, columns, key, *more):
        head, rows = self.table(name, *more)
        self.assertEqual(head, columns)
        self.assertEqual([row[key] for row in rows], [event['id'] for event in self.events])
        for row in rows:
            for column in NEVER[name]:
                self.assertEqual(row[column], '', column)
        return list(zip(rows, self.events))

    def check_where(self, row, event, precision, codes, place_column):
        place = (event['place'] or [{'precision': None, 'name': '', 'lat': None}])[0]
        self.assertEqual(row[place_column], place['name'])
        self.assertEqual(row[precision], codes.get(place['precision'], ''))
        if row[precision] and place['lat'] is not None:
            self.assertEqual([float(row['latitude']), float(row['longitude'])], [place['lat'], place['lon']])
        else:
            self.assertEqual([row['latitude'], row['longitude']], ['', ''])

    def test_ged(self):
        for row, event in self.each('ged', GED, 'relid'):
            self.check_where(row, event, 'where_prec', {'point': '1', 'settlement': '1', 'district': '3', 'region': '4',
                                                        'country': '6'}, 'where_coordinates')
            if row['latitude']:
                self.assertEqual(row['geom_wkt'], 'POINT (%s %s)' % (row['longitude'], row['latitude']))
            self.assertEqual(row['number_of_sources'], str(len(event['documents'])))
            for name in event['documents']:
                self.assertIn(self.documents[name]['title'] or '', row['source_headline'])
                self.assertIn(self.documents[name]['publisher'] or '', row['source_article'])
            self.assertIn(row['date_prec'], ('', '1', '4', '5'))
            if row['date_start']:
                first, last = day(row['date_start']), day(row['date_end'])
                self.assertLessEqual(first, last)
                if row['date_prec'] == '1':
                    self.assertEqual(first, last)
                if first.year == last.year:
                    self.assertEqual(row['year'], str(first.year))
                if event['time']['start'] and len(event['time']['start']) == 10:
                    self.assertEqual(row['date_start'], event['time']['start'])
            self.assertEqual([row[c] for c in ('best', 'high', 'low')], ['', '', ''])

    def test_acled(self):
        for row, event in self.each('acled', ACLED, 'event_id_cnty'):
            self.check_where(row, event, 'geo_precision', {'point': '1', 'settlement': '1', 'district': '2',
                                                           'region': '3'}, 'location')
            if row['event_date']:
                self.assertEqual([row['event_date']], [event['time']['start']])
                self.assertEqual(row['time_precision'], '1')
            self.assertTrue(row['iso'] == '' or 0 < int(row['iso']) < 1000)
            said = {s['predicate'] for s in event['statements'] if s['polarity'] == 'positive'}
            self.assertIn(row['event_type'], [''] + list(TYPES))
            if row['event_type']:
                self.assertTrue(said & {'air_strike', 'shelling'})
                self.assertEqual(row['disorder_type'], 'Political violence')
                self.assertIn(row['sub_event_type'], [''] + TYPES[row['event_type']])
            clear = {self.claims[claim]['predicate'] for s in event['statements'] if s['polarity'] == 'positive'
                     for claim in s['claims'] if self.claims[claim]['certainty'] == 'clear' and
                     not self.claims[claim]['background'] and self.claims[claim]['modality'] in ('asserted', 'reported')}
            self.assertEqual(bool(row['event_type']), bool(clear & {'air_strike', 'shelling'}) and
                             not clear & {'fighting', 'attack', 'ambush', 'troop_entry'})
            self.assertEqual(row['fatalities'], '')
            for measure in event['measures']:
                for reading in measure['readings']:
                    words = {self.claims[claim]['value']['text'] for claim in reading['claims']}
                    self.assertTrue(any('%s: %s (' % (measure['measure'], text) in row['notes'] for text in words))

    def test_counts(self):
        for rule in ('lowest', 'ucdp-style'):
            lines = [json.loads(line) for line in text_of('count', '--rule', rule, *self.options, *self.arguments).splitlines()]
            counts = {line['event']: line for line in lines if line['measure'] == 'killed'}
            self.assertTrue(counts)
            none = {'value': None, 'low': None, 'high': None}
            text = lambda value: str(value) if isinstance(value, (int, float)) else ''  # not "thousands"
            for row, event in self.each('ged', GED, 'relid', '--rule', rule):
                count = counts.get(event['id'], none)
                self.assertEqual([row['best'], row['high'], row['low']],
                                 [text(count[field]) for field in ('value', 'high', 'low')])
            for row, event in self.each('acled', ACLED, 'event_id_cnty', '--rule', rule):
                self.assertEqual(row['fatalities'], text(counts.get(event['id'], none)['value']))


    def agreed(self, event, measure, name, field):
        """What the clear figures of a document say, parts and what it replaces itself left out."""
        measures = [m for m in event['measures'] if m['measure'] == measure]
        values = set()
        for m in measures:
            parts = {relation['a'] for relation in m['relations'] if relation['kind'] == 'part_of'}
            by_id = {reading['id']: reading for reading in m['readings']}
            for reading in m['readings']:
                later = by_id.get(reading['superseded_by'], {'documents': []})
                if (name in reading['documents'] and name not in later['documents'] and reading['id'] not in parts and
                        reading['scope'] != 'part' and not reading.get('lesser')):
                    values.add(reading[field])
        return str(values.pop()) if len(values) == 1 and None not in values else 'NA'

    def test_reports(self):
        """Report-level: one row per event and report, unique; numeric columns are numbers or NA."""
        head, rows = self.table('reports')
        self.assertEqual(head[:2], ['event_id', 'report_id'])
        wanted = [(event, name) for event in self.events for name in event['documents']]
        self.assertEqual([(row['event_id'], row['report_id']) for row in rows],
                         [(event['id'], name) for event, name in wanted])
        self.assertEqual(len({(row['event_id'], row['report_id']) for row in rows}), len(rows))
        some = 0
        for row, (event, name) in zip(rows, wanted):
            self.assertNotIn('', row.values())
            document = self.documents[name]
            self.assertEqual(row['publisher'], document['publisher'] or 'NA')
            self.assertEqual(row['date_published'], document['date'] or 'NA')
            for prefix, measure in (('deaths', 'killed'), ('injured', 'injured'), ('missing', 'missing')):
                for suffix, field in (('best', 'number'), ('low', 'low'), ('high', 'high')):
                    cell = row['%s_%s' % (prefix, suffix)]
                    self.assertEqual(cell, self.agreed(event, measure, name, field))
                    some += cell != 'NA'
                count = sum(name in r['documents'] for m in event['measures'] if m['measure'] == measure
                            for r in m['readings'])
                self.assertEqual(row[prefix + '_figures'], str(count))
        self.assertTrue(some)


class Nasty(Forms, ExportCase):
    def test_types(self):
        _, rows = self.table('acled')
        self.assertIn('Shelling/artillery/missile attack', {row['sub_event_type'] for row in rows})


class Examples(Forms, ExportCase):
    examples = True


class OneEvent(Forms, ExportCase):
    examples = one = True


class Own(ExportCase):
    def test_form(self):
        path = self.write('mine.form', 'form mine\ncounts injured\ncolumn "a,b" heading # so\ncolumn n value\n'
                                       'column kind date_kind\n  code day one day\ncolumn lat latitude\n  with kind\n')
        rows = list(csv.DictReader(io.StringIO(text_of('export', '--as', path, '--rule', 'highest', *self.arguments))))
        self.assertEqual(list(rows[0]), ['"a,b"', 'n', 'kind', 'lat'])
        self.assertEqual([row['"a,b"'] for row in rows], [event['heading'] for event in self.events])
        self.assertEqual({row['kind'] for row in rows} - {'', 'one day'}, set())
        self.assertTrue(any(row['n'] for row in rows))

    def test_mistakes(self):
        for text, words in (('form x\n', ':1: expected columns'),
                            ('column a\n', ':1: expected a line "form NAME"'),
                            ('form x\nform y\n', ':2: expected this once'),
                            ('form x\ncolumn a\ntitle b\n', ':3: expected this once, before the columns'),
                            ('form x\ncolumn\n', ':2: expected a name behind column'),
                            ('form x\ncolumn a\n\ncolumn a\n', ':4: expected a column that is not there yet, not "a"'),
                            ('form x\ncolumn a deaths\n', ':2: expected a field'),
                            ('form x\ncolumn a nothing\n', ':2: expected a field'),
                            ('form x\ncolumn a\ncode b c\n', ':3: expected a column with a field before code'),
                            ('form x\ncolumn a place\ncode b\n', ':3: expected a value and its code'),
                            ('form x\ncolumn a place\ncode b c\ncode b d\n', ':4: expected a value without a code yet'),
                            ('form x\ncolumn a place\nwith b\n', ':3: expected another column'),
                            ('form x\ncolumn a place\nwith b\ncolumn b\nwith a\n', ':3: expected another column'),
                            ('form x\ncolumn a place\nwith\n', ':3: expected one column behind with'),
                            ('form x\ncolumn a url\n', ':2: expected a field that an event has'),
                            ('form x\neach report\ncolumn a value\n', ':3: expected a field that a report has'),
                            ('form x\neach report\ncolumn a number\n', ':3: expected a measure behind the field'),
                            ('form x\ncolumn a place killed\n', ':2: expected nothing more, not "killed"'),
                            ('form x\neach day\n', ':2: expected event or report behind each'),
                            ('form x\ncolumn a\neach report\n', ':3: expected event or report behind each'),
                            ('form x\nrow a\n', ':2: expected form, version')):
            path = self.write('bad.form', text)
            result = run('export', '--as', path, *self.arguments)
            self.assertEqual((result.status, result.out), (3, b''), text)
            self.assertIn('bad.form' + words, result.err)


main()
