using System.Xml.Linq;

namespace Twilio.TwiML;

/// <summary>An element of TwiML.</summary>
public class TwiML
{
    private readonly string _tagName;
    private readonly List<TwiML> _children = [];

    /// <summary>An element without children.</summary>
    protected TwiML(string tagName) => _tagName = tagName;

    /// <summary>Adds a child element and returns this element.</summary>
    public virtual TwiML Append(TwiML childElem)
    {
        _children.Add(childElem);
        return this;
    }

    /// <summary>The document as XML elements.</summary>
    public XDocument ToXDocument() => new(new XDeclaration("1.0", "utf-8", null), ToXml());

    /// <summary>The document as text, indented unless told otherwise; it does not override <see cref="object.ToString"/>.</summary>
    public string ToString(SaveOptions formattingOptions = SaveOptions.None)
    {
        using var writer = new Utf8StringWriter();
        ToXDocument().Save(writer, formattingOptions);
        return writer.GetStringBuilder().ToString();
    }

    /// <summary>The text in the element.</summary>
    protected virtual string GetElementBody() => string.Empty;

    /// <summary>The element's attributes.</summary>
    protected virtual List<XAttribute> GetElementAttributes() => [];

    /// <summary>The element as XML.</summary>
    protected virtual XNode ToXml()
    {
        // The empty text makes an element without content <Response></Response>, as the published package writes it.
        var element = new XElement(_tagName, GetElementBody());
        element.Add(GetElementAttributes());
        _children.ForEach(child => element.Add(child.ToXml()));
        return element;
    }
}
