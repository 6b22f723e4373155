using System.Text;

namespace Twilio.TwiML;

/// <summary>Text whose XML declaration says UTF-8.</summary>
public class Utf8StringWriter : StringWriter
{
    /// <summary>UTF-8.</summary>
    public override Encoding Encoding => Encoding.UTF8;
}
