package method_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/assets"
	"throughline.app/method"
)

func source(t *testing.T) string {
	data, err := assets.Methods.ReadFile("methods/lifecycle.toml")
	require.NoError(t, err)
	return string(data)
}

func TestFaultsNameFileLineAndRemedy(t *testing.T) {
	for name, c := range map[string]struct {
		from, to string
		problem  string
		remedy   string
	}{
		"colour":        {`color = "grey"`, `color = "teal"`, `"teal"`, "yellow, coral"},
		"unknown key":   {`tint = "amber"`, `tinge = "amber"`, `canvas.lane.tinge`, "spelt"},
		"tint":          {`tint = "amber"`, `tint = "pink"`, `no tint "pink"`, "amber"},
		"card":          {`card = "backstage"`, `card = "stage"`, `no card "stage"`, "[[card]]"},
		"twice":         {`key = "backstage"`, `key = "actions"`, `second lane`, "another key"},
		"lane name":     {`name = "Backstage"`, `name = "frontstage"`, `two lanes`, "own name"},
		"height":        {`height = 204`, `height = 2`, `2 high`, "76 to 2000"},
		"no stages":     {`stages = ["Awareness", "Acquisition", "Onboarding", "Retention", "Advocacy"]`, `stages = []`, "0 stages", "1 to 40"},
		"name":          {`name = "lifecycle"`, `name = "other"`, `"other"`, `name = "lifecycle"`},
		"syntax":        {`title = "Process"`, `title = Process`, "", "toml.io"},
		"kind of value": {`height = 204`, `height = "high"`, "string", "method-files.md"},
		"of":            {`of = "stage"`, `of = "lane"`, `a "lane"`, `"stage"`},
		"inner stages":  {`width = 800`, `stages = ["One"]`, "that stage alone", "leave the stages out"},
		"width":         {`width = 800`, `width = 8`, "8 wide", "240 to 2000"},
		"preset":        {`title = "Basic"`, `title = ""`, "title", "1 to 80"},
		"preset twice":  {`title = "SaaS trial"`, `title = "basic"`, "two presets", "own title"},
		"preset empty":  {`stages = ["Discover the need", "Choose & buy", "Use & get help", "Renew or leave"]`, `stages = []`, "0 stages", "1 to 40"},
		"header":        {`label = "Value proposition"`, `label = ""`, "label", "1 to 80"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(source(t), c.from, c.to, 1)
			require.NotEqual(t, source(t), text)
			line := 1 + strings.Count(text[:strings.Index(source(t), c.from)], "\n")
			m, err := method.Parse("lifecycle.toml", text)
			require.Nil(t, m)
			var fault *method.FileError
			require.True(t, errors.As(err, &fault), "%v", err)
			require.Equal(t, "lifecycle.toml", fault.File)
			require.Equal(t, line, fault.Line, err.Error())
			require.Contains(t, fault.Problem, c.problem)
			require.Contains(t, fault.Remedy, c.remedy)
			require.Contains(t, err.Error(), "lifecycle.toml:")
		})
	}
}

func TestEveryFaultIsTold(t *testing.T) {
	text := strings.NewReplacer(`color = "grey"`, `color = "teal"`, `tint = "amber"`, `tint = "pink"`).Replace(source(t))
	_, err := method.Parse("lifecycle.toml", text)
	require.ErrorContains(t, err, "teal")
	require.ErrorContains(t, err, "pink")
}

func TestAMissingKeyPointsAtItsTable(t *testing.T) {
	text := strings.Replace(source(t), "key = \"backstage\"\n", "", 1)
	_, err := method.Parse("lifecycle.toml", text)
	var fault *method.FileError
	require.ErrorAs(t, err, &fault)
	require.Equal(t, "[[canvas.lane]]", strings.Split(text, "\n")[fault.Line-1])
}

func TestOwnFolder(t *testing.T) {
	dir := t.TempDir()
	none, err := method.LoadDir(filepath.Join(dir, "missing"))
	require.NoError(t, err)
	require.Empty(t, none)

	own := strings.Replace(source(t), `name = "lifecycle"`, `name = "mine"`, 1)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mine.toml"), []byte(own), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "broken.toml"), []byte("name ="), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "notes.txt"), []byte("not a method"), 0o600))
	methods, err := method.LoadDir(dir)
	require.ErrorContains(t, err, "broken.toml:1")
	require.Len(t, methods, 1)
	require.Equal(t, "mine/canvas", methods[0].Kinds[0].ID)
}
