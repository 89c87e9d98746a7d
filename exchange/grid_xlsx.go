package exchange

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
)

// The parts of a workbook that are the same every time. Styles: 0 plain, 1 bold, 2 in the
// middle, 3 bold on the ground of a row to look at, 4 in the middle on it.
const (
	xlsxTypes = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`
	xlsxRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	xlsxBookRels = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>`
	xlsxBook = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`
	xlsxStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFE9E1"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf applyAlignment="1"><alignment horizontal="center"/></xf><xf fontId="1" fillId="2" applyFont="1" applyFill="1"/><xf fillId="2" applyFill="1" applyAlignment="1"><alignment horizontal="center"/></xf></cellXfs></styleSheet>`
)

// xlsx writes the table as a workbook of one sheet.
func (t GridTable) xlsx(w io.Writer) error { return writeBook(w, []GridTable{t}) }

// writeBook writes tables as the sheets of a workbook, whose heads and first columns stay in
// sight. Every cell is text: nothing in it is calculated.
func writeBook(w io.Writer, tables []GridTable) error {
	types, rels, book := xlsxTypes, xlsxBookRels, xlsxBook
	used := make(map[string]bool)
	for i, t := range tables {
		types += fmt.Sprintf(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, i+1)
		book += fmt.Sprintf(`<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, inXML(freeSheetName(t.Title, used)), i+1, i+1)
	}
	z := zip.NewWriter(w)
	write := func(name, text string) error {
		f, err := z.Create(name)
		if err != nil {
			return err
		}
		_, err = io.WriteString(f, text)
		return err
	}
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", types + "</Types>"}, {"_rels/.rels", xlsxRels}, {"xl/_rels/workbook.xml.rels", rels + "</Relationships>"},
		{"xl/styles.xml", xlsxStyles}, {"xl/workbook.xml", book + "</sheets></workbook>"},
	} {
		if err := write(part.name, part.text); err != nil {
			return err
		}
	}
	for i, t := range tables {
		if err := write(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), t.worksheet()); err != nil {
			return err
		}
	}
	return z.Close()
}

// plain fills in that no column and no row is marked.
func (t GridTable) plain() GridTable {
	t.Outside, t.Look = make([]bool, len(t.Head)), make([]bool, len(t.Rows))
	return t
}

// freeSheetName is a name for a sheet that no other has: spreadsheets take upper and lower
// case for the same.
func freeSheetName(title string, used map[string]bool) string {
	whole := sheetName(title)
	name := whole
	for n := 2; used[strings.ToLower(name)]; n++ {
		name = fmt.Sprintf("%s %d", strings.TrimSpace(atMost(whole, maxSheetName-6)), n)
	}
	used[strings.ToLower(name)] = true
	return name
}

// What spreadsheets take, in UTF-16 units: a file with more in it is told to be damaged.
const (
	maxSheetName = 31
	maxCell      = 32_767
)

// sheetName is a title as spreadsheets let a sheet be called.
func sheetName(title string) string {
	const unwanted = " '" // at either end
	name := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, title), unwanted)
	name = strings.TrimRight(atMost(name, maxSheetName), unwanted)
	if name == "" || strings.EqualFold(name, "History") { // a spreadsheet keeps that one for itself
		return "Grid"
	}
	return name
}

// atMost is as much of s as fits so many UTF-16 units.
func atMost(s string, units int) string {
	for at, r := range s {
		if units -= utf16.RuneLen(r); units < 0 {
			return s[:at]
		}
	}
	return s
}

// inCell is a text as it stands in a cell: what is too long ends in "…", and what would be read
// as a character's number is none.
func inCell(text string) string {
	if short := atMost(text, maxCell); short != text {
		text = atMost(text, maxCell-1) + "…"
	}
	var b strings.Builder
	for i := range len(text) {
		if text[i] == '_' && numbered.MatchString(text[i:min(len(text), i+7)]) {
			b.WriteString("_x005F")
		}
		b.WriteByte(text[i])
	}
	return inXML(b.String())
}

// numbered is how a workbook writes a character by its number.
var numbered = regexp.MustCompile(`^_x[0-9A-Fa-f]{4}_`)

func (t GridTable) worksheet() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><cols>`)
	for i := range t.Head {
		width := 14
		if i == 0 && !t.Plain || t.Plain && t.Head[i] == "text" {
			width = 34
		}
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
	}
	b.WriteString("</cols><sheetData>")
	row := func(n int, cells []string, style func(i int) int) {
		fmt.Fprintf(&b, `<row r="%d">`, n)
		for i, c := range cells {
			if c != "" || style(i) > 2 {
				fmt.Fprintf(&b, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, columnName(i), n, style(i), inCell(c))
			}
		}
		b.WriteString("</row>")
	}
	row(1, t.marked(), func(int) int { return 1 })
	for n, cells := range t.Rows {
		row(n+2, cells, func(i int) int {
			base := 0
			if t.Look[n] {
				base = 2
			}
			switch {
			case t.Plain:
				return base
			case i == 0:
				return base + 1
			}
			return base + 2
		})
	}
	b.WriteString("</sheetData></worksheet>")
	return b.String()
}

// columnName is how spreadsheets call a column: A … Z, AA …
func columnName(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// inXML is text as it stands in XML; what may not stand there is left out.
func inXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder does not fail
	return b.String()
}
