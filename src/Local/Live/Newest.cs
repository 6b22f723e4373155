namespace MmsQueue.Local.Live;

/// <summary>Items by key, in order of arrival. Beyond the limit, the oldest are removed.</summary>
internal sealed class Newest<T>(int limit)
    where T : class
{
    private readonly OrderedDictionary<string, T> _items = new(StringComparer.Ordinal);

    public IEnumerable<T> Items => _items.Values;

    public int Count => _items.Count;

    public T? Find(string key) => _items.GetValueOrDefault(key);

    /// <summary>Sets an item, which keeps its place if its key is known. Returns the item that was removed, if any.</summary>
    public T? Set(string key, T item)
    {
        _items[key] = item;
        if (_items.Count <= limit)
        {
            return null;
        }

        var oldest = _items.GetAt(0).Value;
        _items.RemoveAt(0);
        return oldest;
    }

    public bool Remove(string key) => _items.Remove(key);

    public void Clear() => _items.Clear();
}
