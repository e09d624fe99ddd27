using System.Reflection;

namespace MacNet.Help;

/// <summary>Reads attributes as they were written, since the reference assembly's own attributes keep nothing.</summary>
internal static class AttributeArguments
{
    internal static T Named<T>(this CustomAttributeData attribute, string name, T otherwise = default!)
    {
        var value = attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value;
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return value is null ? otherwise : type.IsEnum ? (T)Enum.ToObject(type, value) : (T)value;
    }
}
