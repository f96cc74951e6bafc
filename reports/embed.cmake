# Writes a .cpp that holds a text file as a constant: cmake -DNAME= -DHEADER= -DFUNCTION= -DINPUT= -DOUTPUT= -P embed.cmake
# As bytes, not as one literal: compilers limit the length of a literal and the text may hold any characters.
file(READ "${INPUT}" hex HEX)
string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
file(WRITE "${OUTPUT}" "// Made from ${NAME} by the build.
#include \"${HEADER}\"
namespace assay
{
namespace
{
constexpr char text[] = {
${bytes}};
} // namespace
std::string_view ${FUNCTION}()
{
    return { text, sizeof text };
}
} // namespace assay
")
