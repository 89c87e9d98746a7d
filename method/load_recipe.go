package method

// The shape of a recipe in a method file.
type (
	fileRecipe struct {
		ID       string            `toml:"id"`
		Title    string            `toml:"title"`
		Summary  string            `toml:"summary"`
		Canvases []string          `toml:"canvases"`
		Export   []string          `toml:"export"`
		Legend   map[string]string `toml:"legend"`
		Steps    []fileStep        `toml:"step"`
	}
	fileStep struct {
		Key         string   `toml:"key"`
		Title       string   `toml:"title"`
		Minutes     int      `toml:"minutes"`
		Instruction string   `toml:"instruction"`
		Canvas      string   `toml:"canvas"`
		Lanes       []string `toml:"lanes"`
		Private     bool     `toml:"private"`
		View        string   `toml:"view"`
		Tools       []string `toml:"tools"`
	}
)
