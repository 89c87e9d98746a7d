package laptop

// Leaving reports whether Close has begun.
func Leaving(r *Room) bool { return r.leaving.Load() }
